import { renderers } from '@maturity-actions/report';
import type { Gate } from '@maturity-actions/runner';
import { inputs, outputs } from './inputs.ts';
import { outputsOf } from './outputs.ts';

/** Could someone who has never seen this system roll it back with this plan tonight? */
export const rollbackPlanLint: Gate<typeof inputs> = {
  name: 'rollback-plan-lint',
  inputs,
  outputs,
  renderers,
  outputsOf,
  listsFiles: true,
  // The rules and the Markdown parser are most of the bundle: a run that stops at its inputs does not load them.
  judge: async (run) => (await import('./judge.ts')).judge(run),
  prepare: () => import('./judge.ts'),
  prints: { scaffold: async (run) => (await import('./scaffold.ts')).scaffold(run) },
};
