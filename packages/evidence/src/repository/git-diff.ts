import { EvidenceError, type LineRange } from '@maturity-actions/criteria';

/** Lines that a change added or changed in one file of the new tree. */
export interface ChangedFile {
  readonly path: string;
  readonly changed: readonly LineRange[];
}

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads `git diff --unified=0 --no-color --src-prefix=a/ --dst-prefix=b/`. Deleted and binary files
 * and pure renames have no changed lines and are left out. Hunk bodies are skipped by their counted length, so that a
 * changed line that looks like a header is not taken for one.
 */
export function parseGitDiff(text: string): ChangedFile[] {
  return hunksOf(text, (from, count) => ({ from, to: from + count - 1 }))
    .map(({ path, changed }) => ({ path, changed: changed.filter(({ from, to }) => to >= from) }))
    .filter(({ changed }) => changed.length > 0);
}

/** As `parseGitDiff`, and where lines were only removed, the lines on both sides of them: what stood between may have kept them sound. */
export function touchedFiles(text: string): ChangedFile[] {
  return hunksOf(text, (from, count) => ({ from, to: count === 0 ? from + 1 : from + count - 1 }));
}

function hunksOf(text: string, linesOf: (from: number, count: number) => LineRange): ChangedFile[] {
  const files: { path: string; changed: LineRange[] }[] = [];
  const lines = text.split('\n');
  let current: { path: string; changed: LineRange[] } | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.startsWith('diff --git ')) current = undefined;
    else if (line.startsWith('+++ ')) {
      const path = newPath(line.slice(4));
      current = path === undefined ? undefined : { path, changed: [] };
      if (current) files.push(current);
    } else if (line.startsWith('@@ ')) {
      const hunk = HUNK.exec(line);
      if (!hunk) throw brokenDiff(line);
      const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
      const from = Number(hunk[1]);
      if (current) current.changed.push(linesOf(from, count));
      at += hunkLength(line);
    }
  }
  return files.filter(({ changed }) => changed.length > 0);
}

/** Removed and added lines of a hunk without context. */
function hunkLength(header: string): number {
  const counts = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(header);
  return Number(counts?.[1] ?? 1) + Number(counts?.[2] ?? 1);
}

/** The path after `b/`, unquoted; undefined for a deleted file. */
function newPath(text: string): string | undefined {
  const plain = text.startsWith('"') ? unquote(text) : text.replace(/\t$/, '');
  return plain === '/dev/null' ? undefined : plain.replace(/^b\//, '');
}

/** Git quotes unusual names like C strings, with octal bytes. */
function unquote(text: string): string {
  const bytes: number[] = [];
  const body = text.slice(1, text.lastIndexOf('"'));
  const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, '"': 34, '\\': 92, a: 7, b: 8, v: 11, f: 12 };
  for (let at = 0; at < body.length; at++) {
    if (body[at] !== '\\') {
      bytes.push(...new TextEncoder().encode(body[at] as string));
      continue;
    }
    const octal = /^[0-7]{3}/.exec(body.slice(at + 1));
    bytes.push(octal ? Number.parseInt(octal[0], 8) : (escapes[body[at + 1] as string] ?? 63));
    at += octal ? 3 : 1;
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function brokenDiff(line: string): EvidenceError {
  return new EvidenceError({
    code: 'E_MALFORMED',
    where: 'git diff',
    found: `the hunk header ${JSON.stringify(line.slice(0, 60))}`,
    expected: '@@ -1,2 +3,4 @@',
    fix: 'Look whether git is configured to format diffs in its own way.',
  });
}
