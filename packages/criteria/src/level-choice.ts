import { ConfigurationError, type FailureCode } from './failure.ts';
import type { Level, Model } from './model.ts';
import { suggestion } from './nearest.ts';
import type { LevelChoice } from './policy.ts';

/** What a workflow or a config asks for, as written: ids, numbers or aliases, in any case. */
export interface AskedLevel {
  readonly model?: string | undefined;
  readonly level?: string | undefined;
  /** Input or `file:line` that asks, for messages. */
  readonly where?: string;
}

/**
 * The level that was asked for; undefined when neither model nor level is given. A level that only one
 * model knows implies that model. Throws ConfigurationError E_UNKNOWN_MODEL, E_UNKNOWN_LEVEL (also for
 * a model without a level), E_AMBIGUOUS_LEVEL.
 */
export function chooseLevel(asked: AskedLevel, models: readonly Model[]): LevelChoice | undefined {
  const { model, level, where = 'input level' } = asked;
  if (model === undefined) return level === undefined ? undefined : impliedChoice(level, where, models);
  const chosen = findModel(model, asked.where ?? 'input model', models);
  if (level === undefined) throw noLevel(chosen, where);
  const found = findLevel(chosen, level);
  if (found) return { model: chosen, level: found };
  throw unknownLevel(level, where, [chosen]);
}

/** The level of a model that an id, a number or an alias names, in any case; undefined when none does. */
export function findLevel(model: Model, name: string): Level | undefined {
  const wanted = name.trim().toLowerCase();
  return model.levels.find((level) => namesOf(level).some((each) => each.toLowerCase() === wanted));
}

/** The level above; undefined at the top. */
export function nextLevel(model: Model, level: Level): Level | undefined {
  return model.levels.find((each) => each.number === level.number + 1);
}

function impliedChoice(name: string, where: string, models: readonly Model[]): LevelChoice {
  const choices = models.flatMap((model) => {
    const level = findLevel(model, name);
    return level ? [{ model, level }] : [];
  });
  const [choice, ...others] = choices;
  if (!choice) throw unknownLevel(name, where, models);
  if (others.length > 0) throw ambiguous(name, where, choices);
  return choice;
}

function findModel(name: string, where: string, models: readonly Model[]): Model {
  const wanted = name.trim().toLowerCase();
  const found = models.find((model) => model.id.toLowerCase() === wanted);
  if (found) return found;
  const ids = models.map((model) => model.id);
  throw problem('E_UNKNOWN_MODEL', where, `no model is named \`${name}\``, `one of ${ids.join(', ')}`, name, ids);
}

function noLevel(model: Model, where: string): ConfigurationError {
  const [first] = model.levels;
  const found = `the model \`${model.id}\` without a level`;
  const expected = `one of ${listed(model)}`;
  const fix = `Add a level, for example \`level: ${first?.id}\`.`;
  return new ConfigurationError({ code: 'E_UNKNOWN_LEVEL', where, found, expected, fix });
}

function unknownLevel(name: string, where: string, models: readonly Model[]): ConfigurationError {
  const owner = models.length === 1 ? `the model \`${models[0]?.id}\` has no level` : 'no model has a level';
  const lists = models.length === 1 ? models.map(listed) : models.map((model) => `${model.id}: ${listed(model)}`);
  const names = models.flatMap((model) => model.levels.flatMap(namesOf));
  return problem('E_UNKNOWN_LEVEL', where, `${owner} \`${name}\``, `one of ${lists.join('; ')}`, name, names);
}

function ambiguous(name: string, where: string, choices: readonly LevelChoice[]): ConfigurationError {
  const listed = choices.map(({ model, level }) => `${model.id} ${level.id}`).join(', ');
  const [first] = choices;
  const found = `\`${name}\` is a level of several models`;
  const fix = `State the model too, for example \`model: ${first?.model.id}\` and \`level: ${first?.level.id}\`.`;
  return new ConfigurationError({ code: 'E_AMBIGUOUS_LEVEL', where, found, expected: `one of ${listed}`, fix });
}

function problem(
  code: FailureCode,
  where: string,
  found: string,
  expected: string,
  name: string,
  known: readonly string[],
): ConfigurationError {
  const fix = suggestion(name, known, 'Write one of these.');
  return new ConfigurationError({ code, where, found, expected, fix });
}

function listed(model: Model): string {
  return model.levels.map((level) => level.id).join(', ');
}

function namesOf(level: Level): readonly string[] {
  return [level.id, String(level.number), ...level.aliases];
}
