import { renderers } from '@maturity-actions/report';
import type { Gate } from '@maturity-actions/runner';
import { inputs, outputs } from './inputs.ts';
import { outputsOf } from './outputs.ts';

/** Is it proven that staging was up 99.5 % of the last 7 days? */
export const stagingUptimeCheck: Gate<typeof inputs> = {
  name: 'staging-uptime-check',
  inputs,
  outputs,
  renderers,
  outputsOf,
  // The sources and the HTTP client are most of the bundle: a run that stops at its inputs does not load them.
  judge: async (run) => (await import('./judge.ts')).judge(run),
};
