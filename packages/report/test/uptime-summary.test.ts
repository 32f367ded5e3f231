import type { Report, UptimeMeasurements } from '@maturity-actions/criteria';
import { annotations, renderComment, renderLog, renderSarif, renderSummary } from '@maturity-actions/report';
import MarkdownIt from 'markdown-it';
import { HOSTILE, report } from './sample-reports.ts';
import { measuredSource, measuredUptime, type Stretch, UPTIME_REPORTS, uptimeReport } from './sample-uptime.ts';

const summaryOf = (uptime: UptimeMeasurements) => renderSummary(uptimeReport(uptime));
const logOf = (uptime: UptimeMeasurements, width = 110) => renderLog(uptimeReport(uptime), { color: false, width });
const sample = (name: string) => UPTIME_REPORTS[name] as Report;
const countOf = (text: string, part: string) => text.split(part).length - 1;
/** The rows of the timeline. */
const rowsOf = (text: string) => (text.split('<pre>\n')[1]?.split('\n</pre>')[0] ?? '').split('\n');
const squaresIn = (row: string) => row.match(/🟩|🟥|🟨|⬜|🟦|▫️/gu) ?? [];
const stretch = (from: string, seconds: number, state: Stretch['state']): Stretch => ({ from, seconds, state });

test.each([
  [
    'down hides unknown',
    [stretch('2026-11-16T10:00:00Z', 600, 'down'), stretch('2026-11-16T10:10:00Z', 600, 'unknown')],
  ],
  [
    'down hides maintenance',
    [stretch('2026-11-16T10:00:00Z', 30, 'down'), stretch('2026-11-16T10:10:00Z', 600, 'maintenance')],
  ],
])('a square with any down in it is red: %s', (_, stretches) => {
  const row = rowsOf(summaryOf(measuredUptime({ stretches }))).find((one) => one.startsWith('Mon 16 Nov'));
  // Pieces begin half past, as the window does.
  expect(
    squaresIn(row ?? '')
      .map((square) => square === '🟥')
      .indexOf(true),
  ).toBe(9);
});

test('a day has as many squares as any other, and says in words what they show', () => {
  const rows = rowsOf(renderSummary(sample('uptime-met')));
  expect(rows.map((row) => squaresIn(row).length)).toEqual(Array.from({ length: 8 }, () => 24));
  expect(rows.map((row) => row.split('  ').at(-1))).toEqual([
    ...['all up', 'all up', '1 h maintenance', 'all up', 'all up', '12 m 24 s down', '10 m unknown', 'all up'],
  ]);
});

test.each([
  [1 / 24, 1, 'Fri 20 Nov 08:30'],
  [1, 1, 'Thu 19 Nov 09:30'],
  [1.5, 1, 'Wed 18 Nov 21:30'],
  [2, 3, 'Wed 18 Nov'],
  [14, 15, 'Fri  6 Nov'],
  [15, 3, 'Mon  2 Nov'],
  [30, 5, 'Mon 19 Oct'],
])('a window of %d days has %i rows', (days, count, first) => {
  const rows = rowsOf(summaryOf(measuredUptime({ days, piece: Math.ceil((days * 86_400) / 200 / 300) * 300 })));
  expect([rows.length, rows[0]?.startsWith(`${first}  `)]).toEqual([count, true]);
  for (const row of rows) expect(squaresIn(row).length).toBeLessThanOrEqual(30);
});

test('replicas that count by themselves do not make an outage longer', () => {
  const one = measuredUptime({ stretches: [stretch('2026-11-16T10:30:00Z', 600, 'down')] });
  const pieces = one.strip.pieces.map(({ from, up, down, maintenance, unknown }) => {
    return { from, up: 3 * up, down: 3 * down, maintenance: 3 * maintenance, unknown: 3 * unknown };
  });
  expect(summaryOf({ ...one, strip: { ...one.strip, pieces } })).toContain('  10 m down\n');
});

test('what is missing is told where the unknown decides, and only there', () => {
  expect(renderSummary(sample('uptime-gap'))).toContain(
    '**Unknown**: 3 d of it (8,640 slots); to pass, 2 d 23 h 20 m of that (8,560 slots) must have been up.',
  );
  expect(renderSummary(sample('uptime-met'))).not.toContain('**Unknown**');
});

test('outages come in time order, the longest of them, and it is marked', () => {
  const text = renderSummary(sample('uptime-flapping'));
  const starts = [...text.matchAll(/^\| (\w+)&nbsp;(\d+)&nbsp;Nov&nbsp;(\d\d:\d\d) \|/gm)].map(
    (match) => `${match[2]} ${match[3]}`,
  );
  expect(starts).toHaveLength(50);
  expect(starts).toEqual([...starts].sort());
  expect(countOf(text, '(longest)')).toBe(1);
  expect(text).toContain('| and 10 more, none of them longer | – | – |');
});

test('a budget of nothing has no shares', () => {
  const uptime = measuredUptime({ threshold: '100', stretches: [stretch('2026-11-16T10:30:00Z', 60, 'down')] });
  expect(summaryOf(uptime)).toContain('- **Budget**: 1 m of 0 s used, overspent by 1 m.');
  expect(summaryOf(uptime)).not.toContain('Of the budget');
});

test('one source is a sentence, several are a table that says which one decides', () => {
  expect(renderSummary(sample('uptime-met'))).toContain(
    '- **Source**: prometheus `prometheus.example.org` looks every 12 s; 50,050 samples, the last 2026-11-20 09:29 UTC.',
  );
  const several = renderSummary(sample('uptime-several'));
  expect(several).not.toContain('- **Source**');
  expect(countOf(several, '| decides; shown above |')).toBe(1);
});

test('sources that show the same decide together', () => {
  const same = { ...measuredUptime(), sources: [measuredSource(), measuredSource({ where: 'other.example.org' })] };
  expect(summaryOf(same)).not.toContain('decides');
});

test('sources of uptime are no reports that were read', () => {
  const [verdict] = sample('uptime-met').verdicts;
  const from = [{ source: 'prometheus prometheus.example.org' }, { source: 'prometheus.example.org' }];
  const text = renderSummary({ ...sample('uptime-met'), verdicts: verdict ? [{ ...verdict, from }] : [] });
  expect(text).not.toContain('Reports read');
});

test.each([
  [3900, 'only what fails is shown', '<pre>'],
  [1400, 'only totals are shown', 'Budget: 1 h 57 m of 50 m 24 s used, overspent by 1 h 6 m 36 s.'],
])('a budget of %i bytes holds', (budgetBytes, note, part) => {
  const text = renderSummary(sample('uptime-flapping'), { budgetBytes });
  expect(Buffer.byteLength(text.replaceAll('\n', '\r\n'))).toBeLessThanOrEqual(budgetBytes);
  expect(text).toContain(note);
  expect(text).toContain(part);
});

test('components show their own uptime, once', () => {
  const parts = sample('uptime-parts');
  const [first] = parts.parts as [Report];
  const summed = { ...parts, measurements: first.measurements };
  const headings = (text: string) => text.match(/^#+ Uptime of staging$/gm);
  expect(headings(renderSummary(summed))).toEqual(Array.from({ length: 5 }, () => '#### Uptime of staging'));
  expect(renderLog(summed, { color: false }).filter((line) => line.startsWith('  Uptime of'))).toHaveLength(5);
  const only = report({ measurements: summed.measurements, parts: [report({ measurements: {} })] });
  expect(headings(renderSummary(only))).toEqual(['### Uptime of staging']);
});

test('hostile text is shown and does nothing', () => {
  const html = new MarkdownIt({ html: true, linkify: true }).render(renderSummary(sample('uptime-hostile')));
  expect(html).not.toMatch(/<script|<img|<a |<b>|@everyone|<!--(?! --&gt;)|\u202e/);
  expect(countOf(html, '<pre>')).toBe(1);
  expect(countOf(html, '</pre>')).toBe(1);
  expect(renderComment(sample('uptime-hostile'), { key: 'x' })).toContain('&lt;/pre&gt;');
  for (const color of [true, false])
    for (const line of renderLog(sample('uptime-hostile'), { color, width: 60 }))
      expect(line).not.toMatch(/^\s*::|##\[|\u202e|\n/);
});

test('times that are none are shown as they are, escaped', () => {
  const [outage] = measuredUptime({ stretches: [stretch('2026-11-16T10:30:00Z', 60, 'down')] }).outages;
  const uptime = measuredUptime(
    {},
    {
      window: { from: HOSTILE, to: HOSTILE },
      earliestPass: HOSTILE,
      lastSample: HOSTILE,
      outages: outage ? [{ ...outage, from: HOSTILE }] : [],
    },
  );
  expect(summaryOf(uptime)).not.toMatch(/<script|\n::error/);
  for (const line of logOf(uptime)) expect(line).not.toMatch(/^\s*::|##\[/);
});

test('the log draws the same rows in plain signs, aligned, on a narrow terminal with longer signs', () => {
  const uptime = sample('uptime-gap').measurements.uptime as UptimeMeasurements;
  const rows = (width: number) => logOf(uptime, width).filter((line) => /^ {4}\w{3} \d\d Nov {2}/.test(line));
  expect(rows(110)[6]).toBe('    Thu 19 Nov  ====== ====X= ====== ======  10 m down');
  expect(rows(60)[6]).toBe('    Thu 19 Nov  === ==X === ===  10 m down');
  expect(new Set(rows(110).map((line) => line.search(/all up|\d+ [dhm] (?:down|unknown)/))).size).toBe(1);
});

test('colours change nothing else in the log', () => {
  const colored = renderLog(sample('uptime-met'), { color: true }).join('\n');
  expect(
    colored
      .split('\u001b')
      .map((piece, index) => (index === 0 ? piece : piece.replace(/^\[\d+m/, '')))
      .join(''),
  ).toBe(renderLog(sample('uptime-met'), { color: false }).join('\n'));
});

test('nothing that blocks is lost beside the code, nor in SARIF', () => {
  expect(annotations(sample('uptime-parts')).map(({ title, path }) => [title, path])).toEqual([
    ['ledger: Staging uptime', undefined],
    ['mailer: Staging uptime', undefined],
    ['search: Staging uptime', undefined],
  ]);
  const [run] = JSON.parse(renderSarif(sample('uptime-gap'), { prefix: '' })).runs;
  expect(run.results).toBeUndefined();
  expect(run.invocations[0].toolExecutionNotifications).toHaveLength(1);
});
