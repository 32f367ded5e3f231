import { ConfigurationError } from '@maturity-actions/criteria';

/** What an answer has to be like to count as up. */
export interface ProbeExpectation {
  isStatus(status: number): boolean;
  isBody(text: string): boolean;
  /** In milliseconds; undefined for any. */
  readonly maxLatencyMs: number | undefined;
}

/** Longest beginning of an answer in which the expected text is looked for, in bytes. */
export const PROBED_BYTES = 1_048_576;

/** Reads `200-299,401` and a text, or a pattern between slashes. Throws ConfigurationError E_BAD_INPUT. */
export function probeExpectation(
  statuses: string,
  body: string | undefined,
  maxLatencyMs: number | undefined,
): ProbeExpectation {
  const ranges = statuses.split(',').map(rangeOf);
  if (ranges.includes(undefined))
    throw refused('expect-status', statuses, 'statuses such as 200 or 200-299,401', '200-299');
  return {
    isStatus: (status) => ranges.some((range) => range !== undefined && status >= range.from && status <= range.to),
    isBody: bodyTest(body),
    maxLatencyMs,
  };
}

function rangeOf(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, from, to] = /^\s*([1-5]\d\d)\s*(?:-\s*([1-5]\d\d))?\s*$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const range = { from: Number(from), to: Number(to ?? from) };
  return range.from <= range.to ? range : undefined;
}

function bodyTest(body: string | undefined): (text: string) => boolean {
  if (body === undefined) return () => true;
  const pattern = /^\/(.+)\/$/s.exec(body)?.[1];
  if (pattern === undefined) return (text) => text.includes(body);
  try {
    const test = new RegExp(pattern, 'u');
    return (text) => test.test(text);
  } catch {
    throw refused('expect-body', body, 'a text, or a regular expression between slashes', '"status":"ok"');
  }
}

function refused(input: string, found: string, expected: string, example: string): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${input}`,
    found: JSON.stringify(found.slice(0, 80)),
    expected,
    fix: `Example: ${input}: ${example}`,
  });
}
