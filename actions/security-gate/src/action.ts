import { renderers } from '@maturity-actions/report';
import type { Gate } from '@maturity-actions/runner';
import { inputs, outputs } from './inputs.ts';
import { outputsOf } from './outputs.ts';

/** Do the scanners' findings, taken together, stay inside this level's limits and patching deadlines? */
export const securityGate: Gate<typeof inputs> = {
  name: 'security-gate',
  inputs,
  outputs,
  renderers,
  outputsOf,
  // The readers and the checks are most of the bundle: a run that stops at its inputs does not load them.
  judge: async (run) => (await import('./judge.ts')).judge(run),
};
