import type { Plan } from '@maturity-actions/criteria';
import { plainTitle } from './plan-words.ts';

/** A part of the repository with a plan of its own. `path` without `/` at the end; `.` is all of it. */
export interface PlanComponent {
  readonly name: string;
  readonly path: string;
}

/** What is judged: one component, or the whole project where it is undefined. */
export interface ComponentScope {
  readonly component?: PlanComponent | undefined;
  readonly components: readonly PlanComponent[];
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a path lies in the folder of the component, and in none inside of it that is another component's. */
function isOwn(path: string, { path: folder }: PlanComponent, components: readonly PlanComponent[]): boolean {
  const isInner = (one: PlanComponent): boolean => one.path !== folder && one.path !== '.' && isBelow(one.path, folder);
  return isBelow(path, folder) && !components.some((one) => isInner(one) && isBelow(path, one.path));
}

/** Whether a path belongs to another component than the one that is judged. What is no component's belongs to all. */
export function isOfAnother(path: string, { component, components }: ComponentScope): boolean {
  if (!component || isOwn(path, component, components)) return false;
  return components.some((one) => one.path !== '.' && one.path !== component.path && isBelow(path, one.path));
}

/**
 * The plans that a component is judged by: those in its folder, else those whose title names it, else
 * those of the whole project. All of them where no component is asked for.
 */
export function plansFor(plans: readonly Plan[], scope: ComponentScope): readonly Plan[] {
  const { component, components } = scope;
  if (!component) return plans;
  const own = component.path === '.' ? [] : plans.filter(({ path }) => isOwn(path, component, components));
  if (own.length > 0) return own;
  const shared = plans
    .filter(({ path }) => !isOfAnother(path, scope))
    .map((plan) => ({ plan, names: componentsNamed(plan, components) }));
  const about = shared.filter(({ names }) => names.includes(component.name));
  const general = shared.filter(({ names }) => names.length === 0);
  return (about.length > 0 ? about : general).map(({ plan }) => plan);
}

/** Components that a plan's title or file name names. Of `checkout-api` and `checkout` only the longer one is meant. */
function componentsNamed({ title, path }: Plan, components: readonly PlanComponent[]): string[] {
  const fileName = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const texts = [wordsOf(title), wordsOf(fileName)];
  const found = components.filter(({ name }) => {
    const words = wordsOf(name);
    return words.trim() !== '' && texts.some((text) => text.includes(words));
  });
  return found
    .filter(({ name }) => !found.some((one) => one.name !== name && wordsOf(one.name).includes(wordsOf(name))))
    .map(({ name }) => name);
}

/** ` checkout api `: words apart by one blank, so that whole words are compared. */
function wordsOf(text: string): string {
  return ` ${plainTitle(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
