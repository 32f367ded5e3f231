/** Lines joined with `\n` and a final one, or undefined as soon as they exceed `budgetBytes`; stops drawing there. */
export function fitLines(lines: Iterable<string>, budgetBytes: number): string | undefined {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += lineBytes(line);
    if (bytes > budgetBytes) return undefined;
    kept.push(line);
  }
  return joinLines(kept);
}

/** As many whole lines from the start as fit into `budgetBytes`. */
export function firstLines(lines: Iterable<string>, budgetBytes: number): string {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += lineBytes(line);
    if (bytes > budgetBytes) break;
    kept.push(line);
  }
  return joinLines(kept);
}

/** UTF-8 bytes and two for the line's end: a runner on Windows writes the file anew with `\r\n`. */
function lineBytes(line: string): number {
  return Buffer.byteLength(line) + 2;
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
