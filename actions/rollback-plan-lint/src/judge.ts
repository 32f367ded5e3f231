import { ConfigurationError, type Report } from '@maturity-actions/criteria';
import { type GateRun, type Inputs, loadConfig, planAll, requireComponentFolders } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { judgePlans } from './judge-plans.ts';
import { PLAN_DOMAIN } from './plan.ts';

/** Plans what is asked of each component, then finds its rollback plans and judges them. */
export async function judge(run: GateRun<typeof inputs>): Promise<Report> {
  requireFitting(run.inputs);
  const config = await loadConfig(run.workspace, run.inputs.config);
  const assignments = await planAll(run, config, PLAN_DOMAIN);
  await requireComponentFolders(run.workspace, assignments);
  return judgePlans(run, config, assignments);
}

/** Inputs that contradict each other. Throws ConfigurationError E_BAD_INPUT. */
function requireFitting(given: Inputs<typeof inputs>): void {
  if (given.text === undefined) return;
  const other = given.plans !== undefined ? 'plans' : given.fix === 'true' ? 'fix' : undefined;
  if (other === undefined) return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${other}`,
    found: other === 'plans' ? 'files beside `text`' : '`true` beside `text`, which is no file',
    expected: 'one of the two inputs',
    fix:
      other === 'plans'
        ? 'Judge the files in a step of their own.'
        : 'Leave out `fix`; the summary shows what can be mended.',
  });
}
