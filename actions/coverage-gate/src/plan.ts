import {
  type Asked,
  askedByLevel,
  type Component,
  type Config,
  ConfigurationError,
  type LevelChoice,
  nearest,
  nextLevel,
  withExplicit,
  withOverrides,
} from '@maturity-actions/criteria';
import { type GateRun, levelFor } from '@maturity-actions/runner';
import { explicitCriteria, standingCriteria } from './explicit-criteria.ts';
import type { inputs } from './inputs.ts';

/** What is asked of one subject. */
export interface Plan {
  readonly config: Config | undefined;
  readonly component: Component | undefined;
  readonly choice: LevelChoice | undefined;
  readonly asked: readonly Asked[];
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
): Promise<Plan> {
  const { inputs: given, workspace } = run;
  const wish = {
    model: given.model ?? config?.model,
    level: given.level ?? component?.level ?? config?.level,
    where: given.level || given.model ? 'input level' : (component?.levelWhere ?? config?.levelWhere ?? 'input level'),
  };
  const choice = await levelFor(workspace, wish);
  const explicit = explicitCriteria(given);
  const ofLevel = choice ? askedByLevel(choice).filter(isCoverage) : [];
  const known = [
    ...(choice?.model.criteria.map(({ id }) => id) ?? []),
    ...explicit.map(({ criterion }) => criterion.id),
  ];
  const floors = withExplicit(withOverrides(ofLevel, config?.overrides ?? {}, known), explicit);
  if (floors.length === 0) throw noThreshold(choice);
  const standing = standingCriteria(given, workspace.isGit);
  return { config, component, choice, asked: [...standing, ...floors], next: choice && nextOf(choice) };
}

const isCoverage = ({ criterion }: Asked): boolean => criterion.check.startsWith('coverage-');

function nextOf({ model, level }: LevelChoice): Plan['next'] {
  const next = nextLevel(model, level);
  return next && { level: next.id, asked: askedByLevel({ model, level: next }).filter(isCoverage) };
}

function noThreshold(choice: LevelChoice | undefined): ConfigurationError {
  const found = choice
    ? `level ${choice.level.id} of ${choice.model.id} asks nothing about coverage, and no input does`
    : 'neither a level nor a threshold';
  return new ConfigurationError({
    code: 'E_NO_THRESHOLD',
    where: 'inputs',
    found,
    expected: 'a level of a maturity model, or a threshold',
    fix: 'Add "level: L3" (or another level), or "line: 80", to the step\'s `with`.',
  });
}
