import type { Report } from '@maturity-actions/criteria';
import { type GateRun, loadConfig } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { chosenComponents, planFor, requireFloors } from './plan.ts';

/** Plans what is asked of each component, then gathers the coverage of the whole project once and judges them. */
export async function judge(run: GateRun<typeof inputs>): Promise<Report> {
  const config = await loadConfig(run.workspace, run.inputs.config);
  const components = chosenComponents(run.inputs.component, config);
  // Planned before any report is read, and before the readers are loaded: a mistake in the workflow is known at once.
  const isSeveral = (components?.length ?? 0) > 1;
  const wanted = components ?? [undefined];
  const plans = await Promise.all(wanted.map((component) => planFor(run, config, component, isSeveral)));
  requireFloors(plans);
  const { judgePlans } = await import('./judge-plans.ts');
  return judgePlans(run, config, plans);
}
