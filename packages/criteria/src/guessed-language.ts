import type { PlanCode } from './plan.ts';

const SQL =
  /^\s*(?:select\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|alter\s+table\s|drop\s+(?:table|index|view|column|database|schema)\s|create\s+(?:table|index|view)\s|truncate\s|begin\s*;)/i;
/** Longest block that is read as JSON, in lines. */
const LONGEST_JSON = 2000;

/**
 * The language of a block that names none, where its lines leave no doubt; undefined otherwise.
 * `commands` is how many of its lines were read as commands.
 */
export function guessedLanguage({ lines }: PlanCode, commands: number): 'bash' | 'sql' | 'yaml' | 'json' | undefined {
  const filled = lines.filter((line) => line.trim() !== '');
  const [first = ''] = filled;
  if (SQL.test(first) && /;\s*$/.test(filled.at(-1) ?? '')) return 'sql';
  if (isJson(filled)) return 'json';
  if (isYaml(filled)) return 'yaml';
  return isBash(filled, commands) ? 'bash' : undefined;
}

/** Every line is a command, continues one, or is a comment. */
function isBash(filled: readonly string[], commands: number): boolean {
  let own = 0;
  let isContinued = false;
  for (const line of filled) {
    if (!isContinued && !/^\s*#/.test(line)) own++;
    isContinued = /\\$/.test(line);
  }
  return (
    own > 0 &&
    own === commands &&
    !filled.some(
      (line) => SQL.test(line) || /^\s*(?:[$%>]\s|PS\b.*>)|<<|^\s*(?:Set|Get|Remove|Copy|Invoke)-/.test(line),
    )
  );
}

function isJson(filled: readonly string[]): boolean {
  if (filled.length > LONGEST_JSON || !/^\s*[{[]/.test(filled[0] ?? '')) return false;
  try {
    return typeof JSON.parse(filled.join('\n')) === 'object';
  } catch {
    return false;
  }
}

/** Keys and items only, with something below a key: `Status: healthy` is what a tool prints. */
function isYaml(filled: readonly string[]): boolean {
  const lines = filled.filter((line) => !/^\s*#/.test(line));
  const isEach = lines.every((line) => /^\s*(?:-\s+)?[a-z][\w./-]{0,60}:(?:\s+\S.*)?$|^\s*-\s+\S/i.test(line));
  const isNested = lines.some((line, at) => /^\s*[a-z][\w./-]{0,60}:$/.test(line) && /^\s/.test(lines[at + 1] ?? ''));
  return isEach && isNested && /^[a-z]/.test(lines[0] ?? '');
}
