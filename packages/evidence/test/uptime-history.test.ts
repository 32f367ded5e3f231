import { type Failure, GateError, type UptimeSamples } from '@maturity-actions/criteria';
import { type HistorySample, historyLine, memorySource, readHistory } from '@maturity-actions/evidence';
import fc from 'fast-check';
import { sourceSummary } from './uptime-exchange.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const OPTIONS = { window: { from: NOW - 7 * 86_400_000, to: NOW }, now: NOW };
const PATH = 'uptime/history';

const read = (content: string | Uint8Array, chunkSize = 1000): Promise<UptimeSamples> =>
  readHistory(memorySource(PATH, content, chunkSize), OPTIONS);

async function failuresOf(content: string | Uint8Array): Promise<readonly Failure[]> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof GateError) return error.failures;
    throw error;
  }
  return [];
}

/** `replica: +60 -120`: seconds since the 20th, with its state. */
function samplesText({ replicas }: UptimeSamples): string[] {
  const start = Date.parse('2026-11-20T00:00:00Z');
  return replicas.map(({ replica, at, isUp }) =>
    [
      `${replica}:`,
      ...Array.from(at, (time, index) => `${isUp[index] === 1 ? '+' : '-'}${(time - start) / 1000}`),
    ].join(' '),
  );
}

const LINES = '{"t":"2026-11-20T00:01:00Z","up":true}\n{"t":"2026-11-20T00:02:00Z","up":false}\n';

describe('reads', () => {
  const both = [`${PATH}: +60 -120`];
  test.each<[string, string | Uint8Array, string[]]>([
    ['JSON lines', LINES, both],
    ['CRLF, blank lines and a byte order mark', `\uFEFF${LINES.replaceAll('\n', '\r\n\r\n')}`, both],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${LINES}`, 'utf16le')), both],
    ['a last line without its end', LINES.trimEnd(), both],
    [
      'other keys, numbers and words',
      '{"ms":12,"status":503,"t":1795132860,"up":"UP","x":{"t":1}}\n{"t":1795132920000,"up":0}',
      both,
    ],
    [
      'replicas',
      '{"t":1795132860,"up":1,"replica":"a"}\n{"t":1795132860,"up":0,"replica":7}\n{"t":1795132860,"up":0,"replica":null}',
      ['7: -60', 'a: +60', `${PATH}: -60`],
    ],
    ['an offset', '{"t":"2026-11-20T02:01:00.250+02:00","up":true}', [`${PATH}: +60.25`]],
    ['CSV', 't,up\n2026-11-20T00:01:00Z,true\n2026-11-20T00:02:00Z,false\n', both],
    [
      'CSV with quotes, CRLF and a byte order mark',
      '\uFEFF"UP", t ,"no""te"\r\n"1","2026-11-20T00:01:00Z","a, ""b"""\r\ndown,2026-11-20T00:02:00Z,\r\n',
      both,
    ],
    [
      'CSV with replicas',
      'replica,t,up\na,1795132860,up\n,1795132860,up\n"b",1795132920,down',
      ['a: +60', 'b: -120', `${PATH}: +60`],
    ],
    [
      'samples in another order',
      '{"t":"2026-11-20T00:02:00Z","up":false}\n{"t":"2026-11-20T00:01:00Z","up":true}',
      both,
    ],
    [
      'a time that comes twice, as down',
      `${LINES}{"t":"2026-11-20T00:02:00Z","up":true}\n{"t":"2026-11-20T00:01:00Z","up":true}`,
      both,
    ],
    ['nothing from long before', `{"t":"2026-11-01T00:00:00Z","up":false}\n${LINES}`, both],
    ['what is shortly before', `{"t":"2026-11-13T11:00:00Z","up":false}\n${LINES}`, [`${PATH}: --565200 +60 -120`]],
  ])('%s', async (_, content, expected) => {
    for (const chunkSize of [1, 7, 1000]) expect(samplesText(await read(content, chunkSize))).toEqual(expected);
  });

  test('with its facts', async () => {
    const old = '{"t":"2026-10-01T00:00:00Z","up":true}\n';
    const text = `${old}${LINES}{"t":"2026-11-20T00:02:00Z","up":true}\n${old}${old}`;
    expect(sourceSummary(await read(text))).toEqual({
      kind: 'samples',
      source: 'history',
      where: PATH,
      since: '2026-10-01T00:00:00Z',
      maintenance: [],
      notes: [
        `2 samples came behind a later one, first in ${PATH}:5; they are sorted.`,
        `1 sample had the time of the one before, first in ${PATH}:4; each time counts once, as down when one of them is.`,
      ],
      replicas: [{ replica: PATH, samples: 2, down: 1, first: '2026-11-20T00:01:00Z', last: '2026-11-20T00:02:00Z' }],
    });
  });
});

describe('refuses', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', ['E_EMPTY ']],
    ['blank lines', '\n \n', ['E_EMPTY ']],
    ['no sample in the window', '{"t":"2026-11-01T00:00:00Z","up":true}', ['E_NO_SAMPLES ']],
    ['a first line alone', 't,up\n', ['E_NO_SAMPLES ']],
    ['a page', '<html>\n</html>\n', ['E_WRONG_FORMAT :1']],
    ['a JSON list', '[{"t":1795132860,"up":1}]', ['E_WRONG_FORMAT :1']],
    ['CSV without a first line', '2026-11-20T00:01:00Z,true\n', ['E_WRONG_FORMAT :1']],
    ['CSV without `up`', 't,state\n2026-11-20T00:01:00Z,true\n', ['E_WRONG_FORMAT :1']],
    ['CSV with two `up`', 't,up,up\n2026-11-20T00:01:00Z,true,false\n', ['E_CONTRADICTION :1']],
    ['CSV with a missing field', 't,up,ms\n1795132860,1,5\n1795132860,1\n1795132920,1,6\n', ['E_MALFORMED :3']],
    ['CSV with a field too many', 't,up\n1795132860,1,5\n', ['E_MALFORMED :2']],
    ['CSV with a lonely quotation mark', 't,up,x\n1795132860,1,"a\n', ['E_MALFORMED :2']],
    ['CSV whose last line is cut', 't,up,x\n1795132860,1,5\n1795132920,1', ['E_TRUNCATED :3']],
    ['CSV whose last text is cut', 't,up,x\n1795132860,1,"a', ['E_TRUNCATED :2']],
    ['CSV whose last word is cut', 't,up\n1795132860,true\n1795132860,tru', ['E_BAD_SAMPLE :3']],
    ['a line that is cut', `${LINES}{"t":"2026-11-20T00:03`, ['E_TRUNCATED :3']],
    ['a line that is cut before its last sign', `${LINES}{"t":1795132980,"up":true`, ['E_TRUNCATED :3']],
    ['a half line in the middle', `{"t":"2026-11\n${LINES}`, ['E_TRUNCATED :1']],
    ['two lines in one', LINES.replace('\n', ''), ['E_MALFORMED :1']],
    ['words', `${LINES}up\n`, ['E_MALFORMED :3']],
    ['zero bytes', `${LINES}\0\0\n`, ['E_MALFORMED :3']],
    ['a line of another kind', `${LINES}[1]\n`, ['E_MALFORMED :3']],
    ['a key twice', '{"t":1795132860,"up":false,"up":true}', ['E_CONTRADICTION :1']],
    ['a strange replica', '{"t":1795132860,"up":true,"replica":{}}', ['E_MALFORMED :1']],
    ['no time', '{"up":true}', ['E_BAD_TIME :1']],
    ['no state', '{"t":1795132860}', ['E_BAD_SAMPLE :1']],
    ['null', '{"t":null,"up":null}', ['E_BAD_TIME :1']],
    ['a time without a zone', '{"t":"2026-11-20T00:01:00","up":true}', ['E_BAD_TIME :1']],
    ['a day', '{"t":"2026-11-20","up":true}', ['E_BAD_TIME :1']],
    ['a day that does not exist', '{"t":"2026-11-31T00:01:00Z","up":true}', ['E_BAD_TIME :1']],
    ['a time of a clock that was never set', '{"t":12,"up":true}', ['E_BAD_TIME :1']],
    ['a time in nanoseconds', '{"t":1795132860000000000,"up":true}', ['E_BAD_TIME :1']],
    ['a time to come', `${LINES}{"t":"2026-11-20T12:01:01Z","up":true}`, ['E_BAD_TIME :3']],
    ['a time of another year', `${LINES}{"t":"2027-11-20T12:01:01Z","up":true}`, ['E_BAD_TIME :3']],
    ['a number for a state', '{"t":1795132860,"up":200}', ['E_BAD_SAMPLE :1']],
    ['all that is wrong', '{"t":1}\n{"t":1795132860}\n{"t"\n', ['E_BAD_TIME :1', 'E_BAD_SAMPLE :2', 'E_TRUNCATED :3']],
    ['a line without end', `${LINES}${'x'.repeat(1_100_000)}`, ['E_TOO_LARGE :3']],
  ])('%s', async (_, content, expected) => {
    const failures = await failuresOf(content);
    expect(failures.map(({ code, where }) => `${code} ${where.slice(PATH.length)}`)).toEqual(expected);
  });
});

test('a clock that is ahead by less than a minute', async () => {
  expect((await read(`${LINES}{"t":"2026-11-20T12:00:59Z","up":true}`)).replicas[0]?.at).toHaveLength(3);
});

test('cut at any byte it is an error, or only samples that were whole', async () => {
  const csv = 't,up,x\n2026-11-20T00:01:00Z,true,1\n2026-11-20T00:02:00Z,down,2\n';
  for (const text of [LINES, csv])
    for (let at = 0; at < text.length; at++) {
      const part = text.slice(0, at);
      if ((await failuresOf(part)).length > 0) continue;
      const [samples = ''] = samplesText(await read(part));
      expect(`${PATH}: +60 -120`.startsWith(samples)).toBe(true);
    }
});

describe('what is written', () => {
  const sample: fc.Arbitrary<HistorySample> = fc.record(
    {
      at: fc.integer({ min: OPTIONS.window.from, max: OPTIONS.window.to - 1 }),
      isUp: fc.boolean(),
      ms: fc.nat(),
      status: fc.nat(599),
      replica: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
      source: fc.string({ unit: 'binary', maxLength: 20 }),
    },
    { requiredKeys: ['at', 'isUp'] },
  );

  test('is read back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(sample, { minLength: 1, maxLength: 20, selector: ({ at }) => at }),
        async (samples) => {
          const { replicas } = await read(samples.map(historyLine).join(''));
          const found = replicas.flatMap(({ replica, at, isUp }) =>
            Array.from(at, (time, index) => `${time} ${isUp[index] === 1} ${replica}`),
          );
          const written = samples.map(({ at, isUp, replica = PATH }) => `${at} ${isUp} ${replica}`);
          expect(found.sort()).toEqual(written.sort());
        },
      ),
    );
  });

  test('is one line, whatever it holds', () => {
    const hostile = { at: NOW, isUp: false, ms: 12, status: 503, replica: 'a\nb\r\u2028"', source: '\ud800' };
    expect(historyLine(hostile)).toBe(
      '{"t":"2026-11-20T12:00:00Z","up":false,"ms":12,"status":503,"replica":"a\\nb\\r\u2028\\"","source":"\\ud800"}\n',
    );
    expect(historyLine({ at: NOW + 5, isUp: true })).toBe('{"t":"2026-11-20T12:00:00.005Z","up":true}\n');
  });
});
