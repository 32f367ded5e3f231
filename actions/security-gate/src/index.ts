import { run } from '@maturity-actions/runner';
import { securityGate } from './action.ts';

await run(securityGate);
