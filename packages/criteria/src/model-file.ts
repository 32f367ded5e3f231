import * as v from 'valibot';
import type { Criterion } from './criterion.ts';
import { parseDuration } from './duration.ts';
import type { Level, Model } from './model.ts';
import { modelProblems } from './model-rules.ts';
import type { Requirement } from './verdict.ts';
import { readYaml, refuseProblems } from './yaml-file.ts';
import { closed, list, mapOf, oneOf, schemaProblems, text, textThat } from './yaml-schema.ts';

const isId = (value: string) => /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(value);
const id = (what: string) => textThat(isId, `${what} of letters, digits and hyphens`);
const params = mapOf(v.string(), v.unknown(), 'parameters of the check, {} when it has none');

const isDuration = (value: string) => parseDuration(value) !== undefined;
const position = 'the position of the level, 1 for the first';
const level = closed(
  {
    id: id('an id'),
    number: v.pipe(v.number(position), v.integer(position), v.minValue(1, position), v.description(position)),
    title: v.optional(text('a title')),
    aliases: v.optional(list(id('an alias'), 'other names of the level')),
    soak: v.optional(textThat(isDuration, 'how long to stay one level below before, such as 24h or 7d')),
  },
  'a level: {id, number}',
);

const REQUIREMENTS: readonly Requirement[] = ['must', 'should', 'nice', 'dont-need'];
const requirement = closed(
  {
    must: v.optional(params),
    should: v.optional(params),
    nice: v.optional(params),
    'dont-need': v.optional(params),
  } satisfies Record<Requirement, unknown>,
  'one requirement with its parameters, such as must: {min: 80}',
);

const criterion = closed(
  {
    id: id('an id'),
    asks: text('a question that yes or no answers'),
    area: text('the area of the work, such as tests'),
    check: text('the kind of check'),
    with: v.optional(params),
    levels: mapOf(v.string(), requirement, 'the levels that ask, such as {L1: {must: {min: 60}}}'),
    grade: v.optional(oneOf(['claimed', 'present', 'configured', 'measured', 'attested'], 'the least grade of proof')),
    why: text('why it matters, one sentence'),
    fix: text('what to do when it is unmet, one sentence'),
    effort: v.optional(oneOf(['low', 'medium', 'high'], 'low, medium or high')),
    source: text('the document and section that set the figures'),
    traces: v.optional(list(text('an id of a requirement'), 'ids of requirements that it answers')),
  },
  'a criterion: {id, asks, area, check, levels, why, fix, source}',
);

const schema = closed(
  {
    id: id('an id'),
    title: v.optional(text('a title')),
    source: v.optional(text('the document that describes the levels')),
    levels: list(level, 'the levels, lowest first'),
    criteria: list(criterion, 'the criteria, [] when there are none'),
  },
  'a model: {id, levels, criteria}',
);

type ModelData = v.InferOutput<typeof schema>;

/**
 * Reads a model file: the built-in ones and users' own have one format. `checks` are the known kinds
 * of check; without it any kind passes. Throws ConfigurationError E_BAD_MODEL with all problems.
 */
export async function parseModel(text: string, path: string, checks?: readonly string[]): Promise<Model> {
  const file = await readYaml(text, path, 'E_BAD_MODEL');
  const departures = schemaProblems(schema, file, () => 'E_BAD_MODEL');
  refuseProblems([...file.problems, ...departures, ...modelProblems(file, checks)]);
  return toModel(file.data as ModelData, path);
}

function toModel(data: ModelData, path: string): Model {
  const { id, title = id, source = path } = data;
  return { id, title, source, levels: data.levels.map(toLevel), criteria: data.criteria.map(toCriterion) };
}

function toLevel(data: ModelData['levels'][number]): Level {
  const { id, number, title = id, aliases = [], soak } = data;
  const soakMs = soak === undefined ? undefined : parseDuration(soak);
  return { id, number, title, aliases, ...(soakMs !== undefined && { soakMs }) };
}

function toCriterion(data: ModelData['criteria'][number]): Criterion {
  const { id, asks, area, check, why, fix, source, traces = [], grade, effort } = data;
  const levels = Object.fromEntries(Object.entries(data.levels).map(([level, asked]) => [level, toRequirement(asked)]));
  const known = { id, asks, area, check, with: data.with ?? {}, levels, why, fix, source, traces };
  return { ...known, ...(grade && { grade }), ...(effort && { effort }) };
}

function toRequirement(asked: v.InferOutput<typeof requirement>): Criterion['levels'][string] {
  for (const name of REQUIREMENTS) {
    const params = asked[name];
    if (params) return { requirement: name, params };
  }
  throw new TypeError('a requirement without a name passed the rules of the model');
}
