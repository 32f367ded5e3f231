import { EvidenceError, type Report, type UptimeMeasurements } from '@maturity-actions/criteria';
import { parseReportJson, renderBadge, renderJson } from '@maturity-actions/report';
import { measuredUptime, UPTIME_REPORTS, uptimeReport } from './sample-uptime.ts';

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

const SAMPLE = measuredUptime({
  stretches: [
    { from: '2026-11-15T21:00:00Z', seconds: 3600, state: 'down' },
    { from: '2026-11-18T03:12:00Z', seconds: 600, state: 'down' },
    { from: '2026-11-19T03:00:00Z', seconds: 600, state: 'unknown' },
  ],
});
const [FIRST, SECOND] = SAMPLE.outages;
const [PIECE, ...PIECES] = SAMPLE.strip.pieces;

/** The JSON of the sample with other parts. */
function changed(parts: object): string {
  const plain = JSON.parse(renderJson(uptimeReport(SAMPLE)));
  Object.assign(plain.measurements.uptime, parts);
  return JSON.stringify(plain);
}
const source = (parts: object) => changed({ sources: [{ ...SAMPLE.sources[0], ...parts }] });

test('the sample itself is read', () => expect(failureOf(changed({}))).toBe('no error'));

test.each([
  ['no window', changed({ window: undefined }), 'uptime.window is absent'],
  ['a window of no time', changed({ window: { from: 'x', to: SAMPLE.window.to } }), 'window.from is "x"'],
  ['half a slot', changed({ up: 1.5 }), 'uptime.up is 1.5; expected a whole number'],
  ['a count below 0', changed({ down: -1 }), 'E_WRONG_FORMAT'],
  ['more than all', changed({ lower: { num: 3, den: 2 } }), 'uptime.lower is 3 of 2; expected at most the whole'],
  ['an interval of nothing', changed({ interval: 0 }), 'uptime.interval is 0; expected a number above 0'],
  ['a threshold that is a number', changed({ threshold: 99.5 }), 'uptime.threshold is 99.5; expected a percentage'],
  ['a threshold above all', changed({ threshold: '101' }), 'uptime.threshold is "101"'],
  ['no deployment but a text', changed({ deployedSince: 'yesterday' }), 'E_WRONG_FORMAT'],
  ['another way to require', changed({ require: 'most' }), 'uptime.require is "most"; expected all or any'],
  ['a source of another kind', source({ kind: 'guess' }), 'sources[0].kind is "guess"'],
  ['a note that is no text', source({ notes: [1] }), 'sources[0].notes[0] is 1'],
  ['a piece without a time', changed({ strip: { seconds: 60, pieces: [{ ...PIECE, from: null }] } }), 'E_WRONG_FORMAT'],
  ['at least more than at most', changed({ upper: { num: 1, den: 2 } }), 'uptime.lower is'],
  ['more up than its slots', changed({ lower: { num: 1, den: 1 }, upper: { num: 1, den: 1 } }), 'E_CONTRADICTION'],
  [
    'a source with more up than its slots',
    source({ lower: { num: 1, den: 1 }, upper: { num: 1, den: 1 } }),
    'sources[0].lower is 1 of 1',
  ],
  ['slots without a state', changed({ unknown: 0 }), 'uptime.slots is 20160, their counts come to 20140'],
  [
    'a window that ends first',
    changed({ window: { from: SAMPLE.window.to, to: SAMPLE.window.from } }),
    'an end after it',
  ],
  [
    'a window to come',
    changed({ window: { ...SAMPLE.window, to: '2026-11-20T09:30:01Z' } }),
    'a time up to 2026-11-20T09:30:00Z',
  ],
  [
    'an outage before the window',
    changed({ outages: [{ ...FIRST, from: '2026-11-01T00:00:00Z' }] }),
    'a time in the window, in order',
  ],
  [
    'an outage after the window',
    changed({ outages: [{ ...FIRST, to: '2026-11-21T00:00:00Z' }] }),
    'a time in the window, in order',
  ],
  ['outages in another order', changed({ outages: [SECOND, FIRST] }), 'outages[1] is from'],
  ['an outage without an end', changed({ outages: [{ ...FIRST, to: FIRST?.from }] }), 'an end after it'],
  ['a longest outage that is not', changed({ longestOutage: 10 }), 'longestOutage is 10, one took 3600'],
  ['outages and no longest', changed({ longestOutage: null }), 'longestOutage is null, one took 3600'],
  ['outages and nothing down', changed({ down: 0, unknown: 160 }), 'uptime.down is 0, there are 2 outages'],
  ['a budget without a threshold', changed({ threshold: null }), 'threshold is null'],
  [
    'a budget that does not add up',
    changed({ budget: { allowed: 3024, used: 4200, left: 0 } }),
    'leaves 0 of 3024, 4200 are used; expected -1176',
  ],
  [
    'a picture with too many pieces',
    changed({ strip: { seconds: 60, pieces: Array.from({ length: 201 }, () => PIECE) } }),
    'strip has 201 pieces',
  ],
  ['pieces without a length', changed({ strip: { seconds: 0, pieces: [PIECE] } }), 'strip.seconds is 0'],
  [
    'pieces in another order',
    changed({ strip: { seconds: 3600, pieces: [...PIECES, PIECE] } }),
    'pieces[167] begins at',
  ],
])('%s is refused', (_, text, expected) => expect(failureOf(text)).toContain(expected));

test.each([
  [
    'slots of several replicas',
    changed({ up: 60_000, down: 500, unknown: 60, lower: { num: 9, den: 10 }, upper: { num: 1, den: 1 } }),
  ],
  ['less than its slots were up', changed({ lower: { num: 0, den: 1 } })],
  [
    'a last slot that reaches beyond the window',
    changed({ outages: [{ from: '2026-11-20T09:29:00Z', to: '2026-11-20T09:30:20Z', seconds: 60 }] }),
  ],
  [
    'nothing that counts',
    changed({
      slots: 0,
      up: 0,
      down: 0,
      unknown: 0,
      lower: { num: 0, den: 0 },
      upper: { num: 0, den: 0 },
      outages: [],
    }),
  ],
  ['a budget that was rounded', changed({ budget: { allowed: 3024, used: 4200, left: -1177 } })],
])('%s is believed', (_, text) => expect(failureOf(text)).toBe('no error'));

test('a part is looked at as well', () => {
  const plain = JSON.parse(renderJson(UPTIME_REPORTS['uptime-parts'] as Report));
  plain.parts[0].measurements.uptime.longestOutage = 0;
  expect(failureOf(JSON.stringify(plain))).toMatch(/E_CONTRADICTION.*parts\[0\]\.measurements\.uptime/);
});

test('each piece of the picture takes one line', () => {
  const lines = renderJson(uptimeReport(SAMPLE)).split('\n');
  expect(lines.filter((line) => /^\s+\{"down":\d+,"from":"[^"]+",.*\},?$/.test(line))).toHaveLength(168);
});

const badgeOf = (parts: Partial<UptimeMeasurements>) => JSON.parse(renderBadge(uptimeReport({ ...SAMPLE, ...parts })));
test.each([
  [
    'in one figure',
    { lower: { num: 99_999, den: 100_000 }, upper: { num: 99_999, den: 100_000 } },
    '99.99 %',
    'brightgreen',
  ],
  [
    'that is the same in print',
    { lower: { num: 99_991, den: 100_000 }, upper: { num: 99_999, den: 100_000 } },
    '99.99 %',
    'brightgreen',
  ],
  ['from one to another', { lower: { num: 1, den: 2 }, upper: { num: 9, den: 10 } }, '50.00 % to 90.00 %', 'red'],
  ['that nobody knows', { lower: { num: 0, den: 1 }, upper: { num: 1, den: 1 } }, 'unknown', 'lightgrey'],
])('badge of an uptime %s', (_, parts, message, color) =>
  expect(badgeOf(parts)).toEqual({
    schemaVersion: 1,
    label: 'uptime',
    message,
    color,
    ...(color === 'lightgrey' ? { isError: true } : {}),
  }),
);
