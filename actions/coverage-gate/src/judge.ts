import type { Report } from '@maturity-actions/criteria';
import { type GateRun, loadConfig, planAll } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { COVERAGE_DOMAIN } from './plan.ts';

/** Plans what is asked of each component, then gathers the coverage of the whole project once and judges them. */
export async function judge(run: GateRun<typeof inputs>): Promise<Report> {
  const config = await loadConfig(run.workspace, run.inputs.config);
  // Planned before the readers are loaded: a mistake in the workflow is known at once.
  const plans = await planAll(run, config, COVERAGE_DOMAIN);
  const { judgePlans } = await import('./judge-plans.ts');
  return judgePlans(run, config, plans);
}
