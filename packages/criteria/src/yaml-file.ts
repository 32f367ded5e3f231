import type { Document, LineCounter } from 'yaml';
import { ConfigurationError, type Failure, type FailureCode } from './failure.ts';
import { type Fail, lineUnder, readNode } from './yaml-node.ts';

/** A failure before it is thrown as a ConfigurationError. */
export type Problem = Omit<Failure, 'kind'>;

/** A YAML file as plain data that still knows its lines. */
export interface YamlFile {
  readonly path: string;
  /** Maps, lists, texts, numbers, booleans, null; dates stay text. Never a cycle, never a reserved key. */
  readonly data: unknown;
  /** Duplicate, reserved and unreadable keys, and unusable aliases; what they name is not in `data`. */
  readonly problems: readonly Problem[];
  /** `path:line` of the entry under `keys`, or of the deepest entry on the way that exists. */
  where(keys: readonly (string | number)[]): string;
}

type Yaml = typeof import('yaml');

const MAX_CHARACTERS = 1_000_000;
/** One mistake makes the parser stumble on; what comes after the first ones says nothing new. */
const MAX_SYNTAX_PROBLEMS = 10;
/** A file with more problems than this is not the file that was meant; the rest is counted. */
const MAX_PROBLEMS = 200;

/**
 * Reads one YAML 1.2 document (core schema) strictly. Throws ConfigurationError with `code` for bad
 * syntax, an unknown tag, an empty file, several documents, and for what is too large or too deep.
 */
export async function readYaml(text: string, path: string, code: FailureCode): Promise<YamlFile> {
  const fail: Fail = (line, found, expected, fix) => ({ code, where: `${path}:${line}`, found, expected, fix });
  if (text.length > MAX_CHARACTERS) refuseProblems([tooLarge(fail, text)]);
  // Loaded only here: a run without such a file does not pay for the parser.
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const document = parse(yaml, text, lines);
  const broken = [...syntaxProblems(document, lines, fail), ...emptyProblems(yaml, document, fail)];
  refuseProblems(broken);
  const { data, outline, problems } = readNode(yaml, document, lines, fail);
  return { path, data, problems, where: (keys) => `${path}:${lineUnder(outline, keys)}` };
}

/** Throws the problems of a file, once each and in the order of its lines; does nothing when there are none. */
export function refuseProblems(problems: readonly Problem[]): void {
  const unique = new Map(problems.map((problem) => [`${problem.where} ${problem.found} ${problem.expected}`, problem]));
  const line = (problem: Problem) => Number(problem.where.slice(problem.where.lastIndexOf(':') + 1));
  const sorted = [...unique.values()].sort((a, b) => line(a) - line(b));
  const [next] = sorted.splice(MAX_PROBLEMS);
  if (next) {
    const found = `${unique.size - MAX_PROBLEMS} more problems`;
    sorted.push({ ...next, found, expected: 'none', fix: 'Mend those above first.' });
  }
  if (sorted.length > 0) throw new ConfigurationError(...sorted);
}

function parse(yaml: Yaml, text: string, lineCounter: LineCounter): Document.Parsed {
  // Known tags stay off because `!!timestamp` and the like make values that are no plain data;
  // unique keys are checked later, where `1` and `"1"` count as the same key.
  const strict = { version: '1.2', schema: 'core', resolveKnownTags: false, uniqueKeys: false } as const;
  return yaml.parseDocument(text, { ...strict, prettyErrors: false, lineCounter });
}

function tooLarge(fail: Fail, text: string): Problem {
  return fail(1, `${text.length} characters`, `at most ${MAX_CHARACTERS}`, 'Remove what is not written by hand.');
}

function syntaxProblems(document: Document.Parsed, lines: LineCounter, fail: Fail): Problem[] {
  const all = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const exhausted = all.find((problem) => problem.code === 'RESOURCE_EXHAUSTION');
  return (exhausted ? [exhausted] : all).slice(0, MAX_SYNTAX_PROBLEMS).map((problem) => {
    const { line } = lines.linePos(problem.pos[0]);
    if (problem.code === 'MULTIPLE_DOCS')
      return fail(line, 'a second document begins', 'one document per file', 'Remove the `---` and what follows it.');
    if (problem.code === 'RESOURCE_EXHAUSTION')
      return fail(line, 'the entries are nested too deeply', 'a few levels', 'Flatten the entry.');
    const fix = 'Correct the line; a value that starts with @, *, & or ! needs quotes.';
    return fail(line, problem.message, 'valid YAML 1.2', fix);
  });
}

function emptyProblems(yaml: Yaml, document: Document.Parsed, fail: Fail): Problem[] {
  const top = document.contents;
  const isEmpty = top === null || (yaml.isScalar(top) && top.value === null);
  return isEmpty ? [fail(1, 'the file is empty', 'at least one key', 'Fill the file or delete it.')] : [];
}
