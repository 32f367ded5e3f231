import { ConfigurationError, type Report } from '@maturity-actions/criteria';
import { type GateRun, type Inputs, loadConfig, planAll } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { SECURITY_DOMAIN } from './plan.ts';

/** Plans what is asked of each component, then gathers the findings of the whole project once and judges them. */
export async function judge(run: GateRun<typeof inputs>): Promise<Report> {
  requireFitting(run.inputs);
  const config = await loadConfig(run.workspace, run.inputs.config);
  // Planned before the readers are loaded: a mistake in the workflow is known at once.
  const plans = await planAll(run, config, SECURITY_DOMAIN);
  const { judgePlans } = await import('./judge-plans.ts');
  return judgePlans(run, config, plans);
}

/** Inputs that say nothing without another one. Throws ConfigurationError E_BAD_INPUT. */
function requireFitting(given: Inputs<typeof inputs>): void {
  if (given['epss-file'] === undefined || given['max-epss'] !== undefined) return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input epss-file',
    found: 'scores without a limit',
    expected: '`max-epss` beside it',
    fix: 'Add for instance "max-epss: 10", or leave out `epss-file`.',
  });
}
