import type { Scenario } from './scenario.ts';

type Histories = NonNullable<Scenario['histories']>;

/** Probe logs as JSON lines: a look every so many seconds, save where nobody looked, down where it was. */
export function historyFiles(histories: Histories = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(histories).map(([path, parts]) => [path, parts.map(linesOf).join('')]));
}

function linesOf({ from, to, everySeconds, down = [], absent = [], replica }: Histories[string][number]): string {
  const [begin, end] = [timeOf(from), timeOf(to)];
  const downs = down.map(spanOf);
  const gaps = absent.map(spanOf);
  let lines = '';
  for (let at = begin; at < end; at += everySeconds * 1000) {
    if (gaps.some((gap) => isIn(at, gap))) continue;
    const up = !downs.some((span) => isIn(at, span));
    lines += `${JSON.stringify({ t: new Date(at).toISOString(), up, ...(replica === undefined ? {} : { replica }) })}\n`;
  }
  return lines;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOf(text: string): Span {
  const [from = '', to = ''] = text.split('/');
  return { from: timeOf(from), to: timeOf(to) };
}

const isIn = (at: number, { from, to }: Span): boolean => at >= from && at < to;

function timeOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`${JSON.stringify(text)} is no time`);
  return at;
}
