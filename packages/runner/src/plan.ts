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
import type { CommonInputs } from './common-inputs.ts';
import type { InputSpec, Inputs } from './input-spec.ts';
import type { GateRun } from './run.ts';
import { type LevelWish, levelFor } from './settings.ts';

/** What is asked of one subject. */
export interface Plan {
  readonly config: Config | undefined;
  readonly component: Component | undefined;
  readonly choice: LevelChoice | undefined;
  readonly asked: readonly Asked[];
  /** How many of the criteria come from a level or from an input; the others only ask that the reports can be used. */
  readonly stated: number;
  readonly next: { readonly level: string; readonly asked: readonly Asked[] } | undefined;
}

/** Whom a plan is for. */
export interface PlanSubject {
  readonly config: Config | undefined;
  readonly component: Component | undefined;
}

/** What makes the plans of one gate differ from those of another. */
export interface PlanDomain<S extends InputSpec> {
  /** What its criteria are about, in messages: `coverage`. */
  readonly about: string;
  /** An input that states a figure, in messages: `line: 80`. */
  readonly example: string;
  /** Whether a criterion of a level is for this gate. */
  isOwn(asked: Asked, subject: PlanSubject): boolean;
  /** Criteria that the workflow states by its inputs; `ofLevel` is what the level asks by itself. */
  explicit(given: Inputs<S>, subject: PlanSubject, ofLevel: readonly Asked[]): readonly Asked[];
  /** Criteria that every run is asked, unless the level asks them itself; `stated` is what the level and the inputs ask. */
  standing(given: Inputs<S>, isGit: boolean, stated: readonly Asked[]): readonly Asked[];
  /** Criteria that are asked where no level is known; absent for a gate that needs a level or a threshold. */
  withoutLevel?(): readonly Asked[];
  /** Ids of all criteria that inputs can state. */
  readonly explicitIds: readonly string[];
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

/**
 * One plan per component, or one for the whole project. Made before any report is read, so that a
 * mistake in the workflow is known at once. Throws ConfigurationError E_NO_THRESHOLD when nothing is asked.
 */
export async function planAll<S extends InputSpec & CommonInputs>(
  run: GateRun<S>,
  config: Config | undefined,
  domain: PlanDomain<S>,
): Promise<readonly Plan[]> {
  const given = run.inputs as unknown as Inputs<CommonInputs>;
  const components = chosenComponents(given.component, config);
  const isSeveral = (components?.length ?? 0) > 1;
  const plans = await Promise.all(
    (components ?? [undefined]).map((component) => planFor(run, config, component, domain, isSeveral)),
  );
  if (plans.every(({ stated }) => stated === 0)) throw noThreshold(plans[0]?.choice, undefined, domain);
  return plans;
}

async function planFor<S extends InputSpec & CommonInputs>(
  run: GateRun<S>,
  config: Config | undefined,
  component: Component | undefined,
  domain: PlanDomain<S>,
  isOneOfSeveral: boolean,
): Promise<Plan> {
  const { inputs: given, workspace } = run;
  const choice = await levelFor(workspace, wishFor(given as unknown as Inputs<CommonInputs>, config, component));
  const subject = { config, component };
  const ownAt = (asking: LevelChoice | undefined): Asked[] =>
    asking ? askedByLevel(asking).filter((asked) => domain.isOwn(asked, subject)) : [];
  const explicit = domain.explicit(given, subject, ownAt(choice));
  const withoutLevel = choice ? [] : (domain.withoutLevel?.() ?? []);
  const own = choice?.model.criteria.map(({ id }) => id) ?? [];
  const known = [...own, ...[...withoutLevel, ...explicit].map(({ criterion }) => criterion.id)];
  const statedAt = (asking: LevelChoice | undefined): Asked[] => {
    const ofLevel = asking ? ownAt(asking) : withoutLevel;
    return withExplicit(withOverrides(ofLevel, config?.overrides ?? {}, known), explicit);
  };
  const stated = statedAt(choice);
  // One of several components may be at a level that asks nothing yet; the rest is judged all the same.
  if (stated.length === 0 && !isOneOfSeveral)
    throw noThreshold(choice, component === undefined ? config : undefined, domain);
  const standing = domain.standing(given, workspace.isGit, stated);
  checkWaivers(config, [...known, ...standing.map(({ criterion }) => criterion.id), ...domain.explicitIds]);
  const ids = new Set(stated.map(({ criterion }) => criterion.id));
  const asked = [...standing.filter(({ criterion }) => !ids.has(criterion.id)), ...stated];
  const above = choice && nextLevel(choice.model, choice.level);
  const next = choice && above && { level: above.id, asked: statedAt({ model: choice.model, level: above }) };
  return { config, component, choice, asked, stated: stated.length, next };
}

/** Inputs come first, then the component, then the project. */
function wishFor(given: Inputs<CommonInputs>, config: Config | undefined, component: Component | undefined): LevelWish {
  const isGiven = given.level !== undefined || given.model !== undefined;
  const stated = component?.levelWhere ?? config?.levelWhere ?? 'input level';
  return {
    model: given.model ?? config?.model,
    level: given.level ?? component?.level ?? config?.level,
    where: isGiven ? (given.level === undefined ? 'input model' : 'input level') : stated,
  };
}

/** A waiver of a criterion that nobody knows would silently not count. Throws ConfigurationError E_BAD_WAIVER. */
function checkWaivers(config: Config | undefined, known: readonly string[]): void {
  const ids = [
    ...new Set([...known, ...MODELS.flatMap(({ criteria }) => criteria.map(({ id }) => id)), ...KNOWN_TO_OTHERS]),
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

/** Criteria that gates state by themselves and no model has: all gates read the same file. */
const KNOWN_TO_OTHERS = [
  'branch-coverage',
  'function-coverage',
  'statement-coverage',
  'per-file-coverage',
  'diff-coverage',
  'changed-files-measured',
  'no-drop',
  'paths-matched',
  'reports-fresh',
  'reports-complete',
  'scanners-sound',
  'scans-fresh',
  'required-tools',
  'known-exploited',
  'unknown-findings',
  'stated-rules',
  'uptime',
  'uptime-sources',
  'uptime-fresh',
  'uptime-coverage',
  'longest-outage',
  'deployment-age',
] as const;

function noThreshold<S extends InputSpec>(
  choice: LevelChoice | undefined,
  config: Config | undefined,
  { about, example }: PlanDomain<S>,
): ConfigurationError {
  const found = choice
    ? `level ${choice.level.id} of ${choice.model.id} asks nothing about ${about}, and no input does`
    : 'neither a level nor a threshold';
  const hasComponents = (config?.components.size ?? 0) > 0;
  return new ConfigurationError({
    code: 'E_NO_THRESHOLD',
    where: 'inputs',
    found,
    expected: `a level that asks about ${about}, or a threshold`,
    fix: hasComponents
      ? `Add "component: all" to judge each component of maturity.yml by its own level, or "level: L4", or "${example}".`
      : `Add "level: L4" (or another level), or "${example}", to the step's \`with\`.`,
  });
}

/** A criterion that an input states, or that every run is asked. */
export function askedByInput(
  facts: { readonly id: string; readonly asks: string; readonly area: string; readonly check: string },
  params: Asked['params'],
  origin = 'every run',
  requirement: Asked['requirement'] = 'must',
): Asked {
  const criterion = { ...facts, with: {}, levels: {}, why: '', fix: '', source: origin, traces: [] };
  return { criterion, requirement, params, level: '', origin };
}
