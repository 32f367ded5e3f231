import { wantedSources } from '../src/wanted-sources.ts';
import { given, settingsOf } from './settings.ts';

const PROJECT = ['uptime: { source: prometheus, url: "https://p.example.org", query: up }'];
const wanted = async (values: Readonly<Record<string, string>>, lines: readonly string[] = ['model: component']) =>
  wantedSources(given(values), await settingsOf(lines));

describe('sources of the inputs', () => {
  test('one', async () => {
    const { sources, probed } = await wanted({ source: 'prometheus', url: 'https://a', query: 'up', token: 't' });
    expect(sources).toEqual([
      {
        source: 'prometheus',
        url: 'https://a',
        query: 'up',
        totalQuery: undefined,
        headers: {},
        historyFile: undefined,
        where: 'input source',
        token: 't',
      },
    ]);
    expect(probed).toEqual([]);
  });

  test('a probe log says by itself what it is', async () => {
    const { sources } = await wanted({ 'history-file': 'log.csv' });
    expect(sources).toMatchObject([{ source: 'history', historyFile: 'log.csv' }]);
  });

  test('several, line by line', async () => {
    const { sources } = await wanted({ source: 'json\nprometheus', url: 'https://a\nhttps://b', query: '$.a\nup' });
    expect(sources).toMatchObject([
      { source: 'json', url: 'https://a', query: '$.a' },
      { source: 'prometheus', url: 'https://b', query: 'up' },
    ]);
  });

  test('a probe looks at all addresses and keeps its log', async () => {
    const { sources, probed } = await wanted({ source: 'probe', url: 'https://a\nhttps://b' });
    expect(probed).toEqual(['https://a', 'https://b']);
    expect(sources).toMatchObject([{ source: 'probe', historyFile: 'uptime/history.jsonl' }]);
  });

  test('a probe of a component keeps a log of its own', () => {
    const { sources } = wantedSources(given({ source: 'probe', url: 'https://a' }), [], { component: 'check/out' });
    expect(sources).toMatchObject([{ historyFile: 'uptime/check%2Fout.jsonl' }]);
  });

  test('a probe beside another source looks at its own address only', async () => {
    expect((await wanted({ source: 'prometheus\nprobe', url: 'https://p\nhttps://a', query: 'up\n-' })).probed).toEqual(
      ['https://a'],
    );
  });
});

describe('a token and secret headers', () => {
  const secret = { token: 'secret', headers: 'X-Key: also' };
  const holders = async (source: string, url = 'https://a\nhttps://b') =>
    (await wanted({ source, url, query: '$.a\nup', ...secret })).sources.flatMap((one) =>
      one.token === 'secret' && one.headers['x-key'] === 'also' ? [one.source] : [],
    );
  test.each([
    { source: 'json\nprometheus', expected: ['json'] },
    { source: 'history\nprometheus', expected: ['prometheus'] },
    { source: 'prometheus\nprobe', expected: ['prometheus'] },
    { source: 'probe\nprometheus', expected: ['probe'] },
  ])('of $source go to $expected', async ({ source, expected }) => {
    expect(await holders(source)).toEqual(expected);
  });

  test('and to no other', async () => {
    const { sources } = await wanted({
      source: 'json\nprometheus',
      url: 'https://a\nhttps://b',
      query: '$.a\nup',
      ...secret,
    });
    expect(sources[1]).not.toHaveProperty('token');
    expect(sources[1]?.headers).toEqual({});
  });
});

describe('sources of maturity.yml', () => {
  const component = (uptime: string) => [...PROJECT, 'components:', `  checkout: { path: a, uptime: { ${uptime} } }`];

  test('those of the project', async () => {
    expect((await wanted({}, PROJECT)).sources).toMatchObject([{ source: 'prometheus', where: 'maturity.yml:1' }]);
  });

  test('a component adds to that of the project, key by key', async () => {
    expect((await wanted({}, component('query: checkout'))).sources).toMatchObject([
      { source: 'prometheus', url: 'https://p.example.org', query: 'checkout' },
    ]);
  });

  test('a component with another kind of source has nothing of the project', async () => {
    const [source] = (await wanted({}, component('source: json, query: $.a'))).sources;
    expect(source).toMatchObject({ source: 'json', query: '$.a' });
    expect(source?.url).toBeUndefined();
  });

  test.each([
    { name: 'query', values: { query: 'mine' }, expected: { url: 'https://p.example.org', query: 'mine' } },
    { name: 'url', values: { url: 'https://mine' }, expected: { url: 'https://mine', query: 'up' } },
    { name: 'source', values: { source: 'prometheus' }, expected: { url: 'https://p.example.org', query: 'up' } },
  ])('the input $name replaces what the file says of it, and the rest stays', async ({ values, expected }) => {
    expect((await wanted(values, PROJECT)).sources).toMatchObject([{ source: 'prometheus', ...expected }]);
  });

  test('another kind of source by input has nothing of the file', async () => {
    const [source] = (await wanted({ source: 'json', url: 'https://a', query: '$.a' }, PROJECT)).sources;
    expect(source).toMatchObject({ source: 'json', url: 'https://a', query: '$.a' });
  });

  test('several of the file take queries line by line', async () => {
    const lines = [
      'uptime:',
      '  sources:',
      '    - { source: json, url: "https://a" }',
      '    - { source: prometheus, url: "https://b" }',
    ];
    expect((await wanted({ query: '$.a\nup' }, lines)).sources).toMatchObject([
      { source: 'json', url: 'https://a', query: '$.a' },
      { source: 'prometheus', url: 'https://b', query: 'up' },
    ]);
  });

  test('a probe of the file, with its headers', async () => {
    const lines = ['uptime: { source: probe, url: "https://a", headers: { X-Probe: "1" } }'];
    const { sources, probed } = await wanted({}, lines);
    expect(probed).toEqual(['https://a']);
    expect(sources[0]?.headers).toEqual({ 'X-Probe': '1' });
  });
});

describe('what is refused', () => {
  test.each([
    { name: 'nobody is named', values: {}, says: 'source: prometheus' },
    {
      name: 'fewer addresses than sources',
      values: { source: 'json\njson', url: 'https://a' },
      says: 'input url: 1 line; expected 2',
    },
    {
      name: 'more queries than sources',
      values: { source: 'json', query: 'a\nb' },
      says: 'input query: 2 lines; expected 1',
    },
    { name: 'a probe without an address', values: { source: 'probe' }, says: 'input url' },
    {
      name: 'a header without a value',
      values: { source: 'json', headers: 'X-Key:' },
      says: 'line 1 that is no header',
    },
    {
      name: 'a header with a line of another kind before',
      values: { source: 'json', headers: 'A: b\nno header' },
      says: 'line 2',
    },
  ])('$name', async ({ values, says }) => {
    await expect(wanted(values)).rejects.toThrow(says);
  });

  test('a header is refused without showing it', async () => {
    await expect(wanted({ source: 'json', headers: 'Bearer hunter2' })).rejects.toThrow(
      expect.not.stringContaining('hunter2'),
    );
  });

  test('a source of the file without its kind', async () => {
    await expect(wanted({}, ['uptime: { query: up }'])).rejects.toThrow('maturity.yml:1');
  });
});
