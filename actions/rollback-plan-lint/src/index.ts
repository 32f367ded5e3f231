import { run } from '@maturity-actions/runner';
import { rollbackPlanLint } from './action.ts';

await run(rollbackPlanLint);
