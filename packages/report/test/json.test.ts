import { EvidenceError, type Report } from '@maturity-actions/criteria';
import { parseReportJson, renderBadge, renderJson } from '@maturity-actions/report';
import { joinPieces, writeJson } from '../src/json-writer.ts';
import { measured, report, SAMPLE_REPORTS, verdict } from './sample-reports.ts';
import { measuredFinding, securityMeasured, securityReport } from './sample-security.ts';

/** The code and text of the error that reading `text` throws. */
function failureOf(text: string): string {
  try {
    parseReportJson(text, 'r.json');
  } catch (error) {
    if (error instanceof EvidenceError) return `${error.failures[0]?.code} ${error.message}`;
    throw error;
  }
  return 'no error';
}

/** The JSON of a good report with one change made to it. */
function changed(change: (plain: Record<string, never>) => void): string {
  const plain = JSON.parse(renderJson(SAMPLE_REPORTS['unmet'] as Report)) as Record<string, never>;
  change(plain);
  return JSON.stringify(plain);
}

const set = (key: string, value: unknown) => changed((plain) => Object.assign(plain, { [key]: value }));

test.each([
  ['nothing', '', 'E_EMPTY'],
  ['blanks', ' \n', 'E_EMPTY'],
  ['no JSON', '{"schemaVersion":', 'E_MALFORMED'],
  ['a list', '[]', 'E_WRONG_FORMAT r.json: the report is a list; expected an object'],
  ['another version', set('schemaVersion', 2), 'E_WRONG_FORMAT r.json: the report.schemaVersion is 2; expected 1'],
  ['no version', set('schemaVersion', undefined), 'E_WRONG_FORMAT'],
  [
    'a number as text',
    set('passed', 'false'),
    'E_WRONG_FORMAT r.json: the report.passed is "false"; expected true or false',
  ],
  ['an unknown outcome', set('outcome', 'fine'), 'E_WRONG_FORMAT'],
  ['no such day', set('asOf', '2026-13-45T00:00:00Z'), 'E_WRONG_FORMAT'],
  ['verdicts of nothing', set('verdicts', [null]), 'E_WRONG_FORMAT r.json: the report.verdicts[0] is null'],
  ['more covered than there is', set('measurements', { coverage: measured(3, 2) }), 'E_WRONG_FORMAT'],
  ['half a line', set('measurements', { coverage: measured(0.5, 2) }), 'E_WRONG_FORMAT'],
  ['passed but unmet', set('passed', true), 'E_CONTRADICTION'],
  [
    'met with an unmet must',
    changed((plain) => Object.assign(plain, { passed: true, outcome: 'met' })),
    'E_CONTRADICTION',
  ],
  ['a bad part', set('parts', [{}]), 'E_WRONG_FORMAT'],
  [
    'endless parts',
    JSON.stringify([1, 2, 3, 4, 5, 6].reduce<Report>((inner) => report({ parts: [inner] }), report())).replaceAll(
      /"(asOf|observedAt)":\d+/g,
      '"$1":"2026-11-20"',
    ),
    'E_WRONG_FORMAT',
  ],
])('%s is refused', (_, text, expected) => expect(failureOf(text)).toContain(expected));

test('met parts cannot hide a red one', () => {
  const text = renderJson(report({ parts: [report({ verdicts: [verdict({ outcome: 'unmet' })] })] }));
  expect(failureOf(text)).toContain('E_CONTRADICTION');
});

test('a report cut anywhere is refused', () => {
  const text = renderJson(SAMPLE_REPORTS['waived'] as Report).trimEnd();
  for (let end = 0; end < text.length; end += 7) expect(failureOf(text.slice(0, end))).toMatch(/E_EMPTY|E_MALFORMED/);
});

test('key order does not depend on how the report was built', () => {
  const one = report();
  const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as Report;
  expect(renderJson(turned)).toBe(renderJson(one));
  expect(renderJson(one)).toMatch(/^\{\n {2}"schemaVersion": 1,[\s\S]*\}\n$/);
});

test('instants keep their milliseconds and hostile class names stay keys', () => {
  const classes = JSON.parse(
    '{"__proto__":{"line":{"covered":1,"total":2}},"expires":{"line":{"covered":0,"total":0}}}',
  );
  const one = report({ asOf: 1_795_166_400_123, measurements: { coverage: measured(1, 2, { classes }) } });
  const back = parseReportJson(renderJson(one));
  expect(back.asOf).toBe(one.asOf);
  expect(Object.keys(back.measurements.coverage?.classes ?? {})).toEqual(['__proto__', 'expires']);
});

test.each([
  [
    'met',
    report({ measurements: { coverage: measured(79_996, 100_000) } }),
    { message: '79.99 %', color: 'brightgreen' },
  ],
  ['unmet', report({ verdicts: [verdict({ outcome: 'unmet' })] }), { message: '81.20 %', color: 'red' }],
  ['unknown', report({ verdicts: [] }), { message: 'unknown', color: 'lightgrey', isError: true }],
  [
    'about findings',
    securityReport(securityMeasured([measuredFinding(), measuredFinding({ severity: 'high' })]), { passed: false }),
    { label: 'security', message: '1 high, 1 medium open', color: 'red' },
  ],
  [
    'without findings',
    securityReport(securityMeasured([])),
    { label: 'security', message: 'no open findings', color: 'brightgreen' },
  ],
  [
    'of another gate and without a figure',
    report({ gate: 'security-gate', measurements: {} }),
    { label: 'security', message: 'unknown', color: 'lightgrey', isError: true },
  ],
  ['nothing measured', report({ measurements: {} }), { message: 'unknown', color: 'lightgrey', isError: true }],
])('badge of a report that is %s', (_, one, expected) => {
  expect(JSON.parse(renderBadge(one))).toEqual({ schemaVersion: 1, label: 'coverage', ...expected });
});

const written = (value: unknown): string => joinPieces((write) => writeJson(value, write));

test.each([0, 1, 2, 40, 41, 100])('lists and objects of %i members look the same at every depth', (width) => {
  let value: unknown = 'text "quoted"';
  for (let depth = 0; depth < 7; depth++) {
    const list = Array.from({ length: depth < 2 ? width : 2 }, () => value);
    value = { a: depth, b: list, c: {}, d: [], e: null };
    expect(written(value)).toBe(JSON.stringify(value, undefined, 2));
  }
});

test('security findings take one line each, few or many', () => {
  for (const count of [0, 1, 3, 60]) {
    const security = { findings: Array.from({ length: count }, (_, line) => ({ line })), total: 0 };
    const lines = written({ security }).split('\n');
    expect(lines.filter((line) => /^ {6}\{"line":\d+\},?$/.test(line))).toHaveLength(count);
  }
});

test('findings are written as problems of plans are', () => {
  const values = [
    'a "b" \\ c\u0007',
    'é 中 😀',
    '',
    1.5,
    null,
    true,
    undefined,
    [],
    [1, ['x']],
    { due: 0, b: undefined, a: {} },
  ];
  const rows = values.flatMap((title) => [
    { title, line: 1, at: { path: 'a', line: 1 } },
    { line: 2, at: [], title },
  ]);
  const rowsOf = (value: unknown) => {
    const lines = written(value)
      .split('\n')
      .map((line) => line.trim().replace(/,$/, ''));
    return lines.filter((line) => line.startsWith('{"'));
  };
  const findings = rowsOf({ security: { findings: rows, total: 0 } });
  expect(findings).toHaveLength(rows.length);
  expect(rowsOf({ plan: [{ problems: rows }] })).toEqual(findings);
});
