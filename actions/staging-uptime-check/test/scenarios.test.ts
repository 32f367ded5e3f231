import { fileURLToPath } from 'node:url';
import { testScenarios } from '../../../packages/tooling/src/runner-harness/index.ts';

testScenarios('staging-uptime-check', fileURLToPath(new URL('scenarios', import.meta.url)));
