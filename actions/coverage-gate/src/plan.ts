import {
  type Asked,
  askedByLevel,
  type Component,
  type Config,
  ConfigurationError,
  type LevelChoice,
  MODELS,
  nearest,
  nextLevel,
  suggestion,
  withExplicit,
  withOverrides,
} from '@maturity-actions/criteria';
import { type GateRun, type Inputs, type LevelWish, levelFor } from '@maturity-actions/runner';
import { EXPLICIT_IDS, explicitCriteria, standingCriteria } from './explicit-criteria.ts';
import type { inputs } from './inputs.ts';

/** What is asked of one subject. */
export interface Plan {
  readonly config: Config | undefined;
  readonly component: Component | undefined;
  readonly choice: LevelChoice | undefined;
  readonly asked: readonly Asked[];
  /** How many of the criteria are about figures; the others only ask that the reports can be used. */
  readonly floors: number;
  readonly next: { readonly level: string; readonly asked: readonly Asked[] } | undefined;
}

/** The components the workflow names; undefined when it names none. Throws ConfigurationError E_UNKNOWN_COMPONENT. */
export function chosenComponents(
  named: readonly string[] | undefined,
  config: Config | undefined,
): readonly Component[] | undefined {
  if (named === undefined) return undefined;
  const known = config?.components ?? new Map<string, Component>();
  const all = [...known.keys()];
  const names = named
    .flatMap((line) => line.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wanted = names.includes('all') ? all : [...new Set(names)];
  const missing = wanted.filter((name) => !known.has(name));
  if (wanted.length > 0 && missing.length === 0) return wanted.map((name) => known.get(name) as Component);
  const list = all.length > 0 ? `one of ${all.join(', ')}` : 'a component under `components` in maturity.yml';
  const unknown = missing.length > 0 ? missing : ['all'];
  throw new ConfigurationError(
    ...unknown.map((name) => {
      const close = nearest(name, all);
      const fix = close ? `Did you mean ${close}?` : 'Declare it under `components` with its path and level.';
      return {
        code: 'E_UNKNOWN_COMPONENT' as const,
        where: 'input component',
        found: JSON.stringify(name),
        expected: list,
        fix,
      };
    }),
  );
}

/** The criteria for one component or the whole project. Throws ConfigurationError E_NO_THRESHOLD when nothing is asked. */
export async function planFor(
  run: GateRun<typeof inputs>,
  config: Config | undefined,
  component: Component | undefined,
  isOneOfSeveral = false,
): Promise<Plan> {
  const { inputs: given, workspace } = run;
  const choice = await levelFor(workspace, wishFor(given, config, component));
  const explicit = explicitCriteria(given);
  const own = choice?.model.criteria.map(({ id }) => id) ?? [];
  const known = [...own, ...explicit.map(({ criterion }) => criterion.id)];
  const floorsAt = (asking: LevelChoice | undefined): Asked[] => {
    const ofLevel = asking ? askedByLevel(asking).filter(isCoverage) : [];
    return withExplicit(withOverrides(ofLevel, config?.overrides ?? {}, known), explicit);
  };
  const floors = floorsAt(choice);
  // One of several components may be at a level that asks nothing yet; the rest is judged all the same.
  if (floors.length === 0 && !isOneOfSeveral) throw noThreshold(choice, component === undefined ? config : undefined);
  const standing = standingCriteria(given, workspace.isGit);
  checkWaivers(config, [...known, ...standing.map(({ criterion }) => criterion.id)]);
  const above = choice && nextLevel(choice.model, choice.level);
  const next = choice && above && { level: above.id, asked: floorsAt({ model: choice.model, level: above }) };
  return { config, component, choice, asked: [...standing, ...floors], floors: floors.length, next };
}

/** Inputs come first, then the component, then the project. */
function wishFor(
  given: Inputs<typeof inputs>,
  config: Config | undefined,
  component: Component | undefined,
): LevelWish {
  const isGiven = given.level !== undefined || given.model !== undefined;
  const stated = component?.levelWhere ?? config?.levelWhere ?? 'input level';
  return {
    model: given.model ?? config?.model,
    level: given.level ?? component?.level ?? config?.level,
    where: isGiven ? (given.level === undefined ? 'input model' : 'input level') : stated,
  };
}

const isCoverage = ({ criterion }: Asked): boolean => criterion.check.startsWith('coverage-');

/** A waiver of a criterion that nobody knows would silently not count. Throws ConfigurationError E_BAD_WAIVER. */
function checkWaivers(config: Config | undefined, known: readonly string[]): void {
  const ids = [
    ...new Set([...known, ...MODELS.flatMap(({ criteria }) => criteria.map(({ id }) => id)), ...EXPLICIT_IDS]),
  ];
  const unknown = (config?.waivers ?? []).filter(
    ({ criterion }) => criterion !== undefined && !ids.includes(criterion),
  );
  if (unknown.length === 0) return;
  throw new ConfigurationError(
    ...unknown.map(({ criterion = '', where }) => ({
      code: 'E_BAD_WAIVER' as const,
      where,
      found: `a waiver of ${JSON.stringify(criterion)}`,
      expected: 'the id of a criterion',
      fix: suggestion(criterion, ids, `Known are ${ids.join(', ')}.`),
    })),
  );
}

/** Throws when none of the plans asks anything. */
export function requireFloors(plans: readonly Plan[]): void {
  if (plans.every(({ floors }) => floors === 0)) throw noThreshold(plans[0]?.choice, undefined);
}

function noThreshold(choice: LevelChoice | undefined, config: Config | undefined): ConfigurationError {
  const found = choice
    ? `level ${choice.level.id} of ${choice.model.id} asks nothing about coverage, and no input does`
    : 'neither a level nor a threshold';
  const hasComponents = (config?.components.size ?? 0) > 0;
  return new ConfigurationError({
    code: 'E_NO_THRESHOLD',
    where: 'inputs',
    found,
    expected: 'a level that asks about coverage, or a threshold',
    fix: hasComponents
      ? 'Add "component: all" to judge each component of maturity.yml by its own level, or "level: L3", or "line: 80".'
      : 'Add "level: L3" (or another level), or "line: 80", to the step\'s `with`.',
  });
}
