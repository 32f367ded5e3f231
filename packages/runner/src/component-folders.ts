import { type Component, ConfigurationError, suggestion } from '@maturity-actions/criteria';
import type { Plan } from './plan.ts';
import type { Workspace } from './workspace.ts';

/**
 * Nothing is known of a component whose folder has no file, and it would be judged all the same.
 * Throws ConfigurationError E_PATTERN_MATCHED_NOTHING.
 */
export async function requireComponentFolders(workspace: Workspace, plans: readonly Plan[]): Promise<void> {
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
