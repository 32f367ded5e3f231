import { type Component, ConfigurationError, type Report, suggestion } from '@maturity-actions/criteria';
import { type GateRun, type Inputs, loadConfig, type Plan, planAll } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { SECURITY_DOMAIN } from './plan.ts';

/** Plans what is asked of each component, then gathers the findings of the whole project once and judges them. */
export async function judge(run: GateRun<typeof inputs>): Promise<Report> {
  requireFitting(run.inputs);
  const config = await loadConfig(run.workspace, run.inputs.config);
  // Planned before the readers are loaded: a mistake in the workflow is known at once.
  const plans = await planAll(run, config, SECURITY_DOMAIN);
  await requireFolders(run, plans);
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

/**
 * A component whose folder has no file would be green whatever the scanners find. Throws
 * ConfigurationError E_PATTERN_MATCHED_NOTHING.
 */
async function requireFolders({ workspace }: GateRun<typeof inputs>, plans: readonly Plan[]): Promise<void> {
  const components = plans.flatMap(({ component }) => (component && component.path !== '.' ? [component] : []));
  if (components.length === 0) return;
  const files = await workspace.files();
  const isThere = ({ path }: Component): boolean => files.some((file) => file === path || file.startsWith(`${path}/`));
  const missing = components.filter((component) => !isThere(component));
  if (missing.length > 0) throw new ConfigurationError(...missing.map((component) => noFolder(component, files)));
}

function noFolder({ name, path, where }: Component, files: readonly string[]) {
  const depth = path.split('/').length;
  const folders = files.map((file) => file.split('/')).filter((parts) => parts.length > depth);
  const close = new Set(folders.map((parts) => parts.slice(0, depth).join('/')));
  return {
    code: 'E_PATTERN_MATCHED_NOTHING' as const,
    where,
    found: `no file below ${path}, the path of ${name}`,
    expected: 'the folder of the component',
    fix: suggestion(path, close, 'Correct the path; it is relative to the folder that is judged.'),
  };
}
