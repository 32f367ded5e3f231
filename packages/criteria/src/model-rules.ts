import { suggestion } from './nearest.ts';
import type { Problem, YamlFile } from './yaml-file.ts';
import { isPlainMap } from './yaml-schema.ts';

type Keys = readonly (string | number)[];
type Entry = Readonly<Record<string, unknown>>;

/**
 * What a schema cannot say of a model: names are unique, numbers ascend, criteria ask at levels that
 * exist, with checks that exist. Skips what the schema already refuses, so that both lists go together.
 */
export function modelProblems(file: YamlFile, checks: readonly string[] | undefined): Problem[] {
  const data = isPlainMap(file.data) ? file.data : {};
  const levels = entriesOf(data.levels);
  const criteria = entriesOf(data.criteria);
  return [
    ...(Array.isArray(data.levels) && levels.length === 0
      ? [problem(file, ['levels'], 'no level', 'at least one')]
      : []),
    ...levelNameProblems(file, levels),
    ...levelNumberProblems(file, levels),
    ...repeatedIds(file, criteria),
    ...criteria.flatMap((criterion, index) => levelsAskedProblems(file, levels, criterion, index)),
    ...(checks ? criteria.flatMap((criterion, index) => checkProblems(file, checks, criterion, index)) : []),
  ];
}

function levelNameProblems(file: YamlFile, levels: readonly Entry[]): Problem[] {
  const owners = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, level] of levels.entries()) {
    for (const name of namesOf(level)) {
      const owner = owners.get(name);
      const expected = `a name of one level only, and level ${(owner ?? 0) + 1} of the list has it`;
      if (owner !== undefined) problems.push(problem(file, ['levels', index], `the level name \`${name}\``, expected));
      else owners.set(name, index);
    }
  }
  return problems;
}

function namesOf(level: Entry): ReadonlySet<string> {
  const aliases = Array.isArray(level.aliases) ? level.aliases : [];
  // A number is a name too: `level: 2` must mean one level only.
  const names = [level.id, level.number, ...aliases].filter((name) => ['string', 'number'].includes(typeof name));
  return new Set(names.map((name) => String(name).toLowerCase()));
}

function levelNumberProblems(file: YamlFile, levels: readonly Entry[]): Problem[] {
  return levels.flatMap((level, index) => {
    const { number } = level;
    if (typeof number !== 'number' || number === index + 1) return [];
    return [
      problem(file, ['levels', index, 'number'], `number ${number}`, `${index + 1}: numbers count from 1 in order`),
    ];
  });
}

function repeatedIds(file: YamlFile, criteria: readonly Entry[]): Problem[] {
  const ids = criteria.map((criterion) => criterion.id);
  return ids.flatMap((id, index) => {
    if (typeof id !== 'string' || ids.indexOf(id) === index) return [];
    return [problem(file, ['criteria', index, 'id'], `the criterion \`${id}\` a second time`, 'every id once')];
  });
}

function levelsAskedProblems(file: YamlFile, levels: readonly Entry[], criterion: Entry, index: number): Problem[] {
  const ids = levels.map((level) => String(level.id));
  const asked = isPlainMap(criterion.levels) ? Object.entries(criterion.levels) : [];
  return asked.flatMap(([level, requirement]) => {
    const keys = ['criteria', index, 'levels', level];
    if (!ids.includes(level)) return [unknown(file, keys, `the level \`${level}\``, level, ids)];
    const count = isPlainMap(requirement) ? Object.keys(requirement).length : 1;
    return count === 1 ? [] : [problem(file, keys, `${count} requirements`, 'one of must, should, nice, dont-need')];
  });
}

function checkProblems(file: YamlFile, checks: readonly string[], criterion: Entry, index: number): Problem[] {
  const { check } = criterion;
  if (typeof check !== 'string' || checks.includes(check)) return [];
  return [unknown(file, ['criteria', index, 'check'], `the check \`${check}\``, check, checks)];
}

function unknown(file: YamlFile, keys: Keys, found: string, word: string, known: readonly string[]): Problem {
  const fix = suggestion(word, known, 'Write one of these.');
  return { ...problem(file, keys, found, `one of ${known.join(', ')}`), fix };
}

function problem(file: YamlFile, keys: Keys, found: string, expected: string): Problem {
  return { code: 'E_BAD_MODEL', where: file.where(keys), found, expected, fix: 'Correct the entry.' };
}

/** The entries of a list; one that is no map counts as empty, so that the others keep their places. */
function entriesOf(value: unknown): readonly Entry[] {
  return Array.isArray(value) ? value.map((entry) => (isPlainMap(entry) ? entry : {})) : [];
}
