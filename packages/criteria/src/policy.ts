import type { Criterion, Params } from './criterion.ts';
import { ConfigurationError } from './failure.ts';
import type { Level, Model } from './model.ts';
import { suggestion } from './nearest.ts';
import type { Requirement } from './verdict.ts';

/** A model and the level in it that is asked about. */
export interface LevelChoice {
  readonly model: Model;
  readonly level: Level;
}

/** One criterion as it is asked in this run. */
export interface Asked {
  readonly criterion: Criterion;
  readonly requirement: Requirement;
  readonly params: Params;
  /** Level id that asks; empty for a criterion that an input states. */
  readonly level: string;
  /** Parameters of the level that a config or an input changed. */
  readonly replaced?: Params;
  /** Where the parameters come from, for messages: `level staging`, `.github/maturity.yml:9`, `input line`. */
  readonly origin: string;
}

/** Parameters of one criterion that a config changes. */
export interface Override {
  readonly params: Params;
  readonly where: string;
}

/** What the level asks, in the order of the model. */
export function askedByLevel({ model, level }: LevelChoice): Asked[] {
  return model.criteria.flatMap((criterion) => {
    const stated = criterion.levels[level.id];
    if (!stated || stated.requirement === 'dont-need') return [];
    return [
      {
        criterion,
        requirement: stated.requirement,
        params: { ...criterion.with, ...stated.params },
        level: level.id,
        origin: `level ${level.id}`,
      },
    ];
  });
}

/** Applies the overrides of a config; an override of a criterion that nobody knows is an error. */
export function withOverrides(
  asked: readonly Asked[],
  overrides: Readonly<Record<string, Override>>,
  known: readonly string[],
): Asked[] {
  const unknown = Object.entries(overrides).filter(([id]) => !known.includes(id));
  if (unknown.length > 0) {
    throw new ConfigurationError(
      ...unknown.map(([id, { where }]) => {
        return {
          code: 'E_UNKNOWN_KEY' as const,
          where,
          found: `an override of ${JSON.stringify(id)}`,
          expected: 'the id of a criterion',
          fix: suggestion(id, known, `Known are ${known.join(', ')}.`),
        };
      }),
    );
  }
  return asked.map((one) => {
    const override = Object.hasOwn(overrides, one.criterion.id) ? overrides[one.criterion.id] : undefined;
    return override ? replacing(one, override.params, override.where) : one;
  });
}

/** The criterion with other parameters; what the level itself asks stays known. */
function replacing(one: Asked, params: Params, origin: string): Asked {
  const replaced = one.replaced ?? one.params;
  return { ...one, params: { ...one.params, ...params }, origin, ...(one.level === '' ? {} : { replaced }) };
}

/** Adds what inputs state; an explicit one replaces the level's criterion of the same id. */
export function withExplicit(asked: readonly Asked[], explicit: readonly Asked[]): Asked[] {
  const byId = new Map(explicit.map((one) => [one.criterion.id, one]));
  const replaced = asked.map((one) => {
    const stated = byId.get(one.criterion.id);
    byId.delete(one.criterion.id);
    return stated ? replacing(one, stated.params, stated.origin) : one;
  });
  return [...replaced, ...byId.values()];
}
