import { run } from '@maturity-actions/runner';
import { stagingUptimeCheck } from './action.ts';

await run(stagingUptimeCheck);
