import { RunnerViolation } from './violation.ts';

/**
 * Reads a file command (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV): `NAME=VALUE`, or `NAME<<DELIMITER`
 * and lines up to the delimiter; whichever of `=` and `<<` comes first decides. Throws RunnerViolation
 * where the runner would fail the step. Source: actions/runner, FileCommandManager.cs.
 */
export function parseCommandFile(text: string, what: string): Record<string, string> {
  const values = new Map<string, string>();
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc >= 0 && (equals < 0 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = delimiter === '' ? -1 : lines.indexOf(delimiter, at + 1);
      if (heredoc === 0 || delimiter === '') throw malformed(what, line, 'a name and a delimiter');
      if (end < 0) throw malformed(what, line, `a line ${JSON.stringify(delimiter)} that ends the value`);
      values.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
      at = end;
    } else if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1));
    else throw malformed(what, line, 'NAME=VALUE or NAME<<DELIMITER');
  }
  return Object.fromEntries(values);
}

function malformed(what: string, line: string, expected: string): RunnerViolation {
  return new RunnerViolation(`${what}: ${JSON.stringify(line.slice(0, 80))}, expected ${expected}`);
}
