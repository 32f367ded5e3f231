import { renderers } from '@maturity-actions/report';
import type { Gate } from '@maturity-actions/runner';
import { inputs, outputs } from './inputs.ts';
import { outputsOf } from './outputs.ts';

/** Is the tested share of the code high enough for this level, in total, per class of code, and in this change? */
export const coverageGate: Gate<typeof inputs> = {
  name: 'coverage-gate',
  inputs,
  outputs,
  renderers,
  outputsOf,
  // The readers and the checks are most of the bundle: a run that stops at its inputs does not load them.
  judge: async (run) => (await import('./judge.ts')).judge(run),
};
