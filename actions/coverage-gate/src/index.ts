import { run } from '@maturity-actions/runner';
import { coverageGate } from './action.ts';

await run(coverageGate);
