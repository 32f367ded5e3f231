import { memorySource } from '../src/byte-source.ts';
import { sarif } from '../src/findings/sarif.ts';
import { pathOfUri } from '../src/findings/sarif-places.ts';
import { findingLine, testFindingsReader } from './findings-table.ts';

const at = (uri: string, startLine: number) => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine } },
});
const result = (over: object = {}) => ({
  ruleId: 'R1',
  level: 'error',
  message: { text: 'Something is wrong.' },
  locations: [at('src/a.js', 3)],
  ...over,
});
const run = (results: unknown, over: object = {}, rules: readonly object[] = [], name = 'CodeQL') => ({
  tool: { driver: { name, semanticVersion: '2.1.0', rules } },
  results,
  ...over,
});
const log = (...runs: readonly object[]) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs,
});
const rated = (score: unknown) => ({ id: 'R1', properties: { 'security-severity': score } });
const withRule = (score: unknown, over: object = {}) => log(run([result(over)], {}, [rated(score)]));

testFindingsReader(sarif, {
  reads: [
    {
      name: 'each level',
      document: log(
        run([
          result(),
          result({ level: 'warning', ruleId: 'R2' }),
          result({ level: 'note' }),
          result({ level: 'none' }),
          result({ level: 'fatal' }),
          result({ level: undefined }),
        ]),
      ),
      expected: [
        'high code R1 src/a.js:3',
        'medium code R2 src/a.js:3',
        'low code R1 src/a.js:3',
        'info code R1 src/a.js:3',
        'unknown code R1 src/a.js:3',
        'medium code R1 src/a.js:3',
      ],
      runs: ['codeql 2.1.0 (sast)'],
    },
    { name: 'a clean run', document: log(run([])), expected: [], runs: ['codeql 2.1.0 (sast)'] },
    { name: 'a score in a string', document: withRule('9.1'), expected: ['critical code R1 src/a.js:3'] },
    {
      name: 'a score of exactly 9.0 as critical',
      document: withRule('9.0'),
      expected: ['critical code R1 src/a.js:3'],
    },
    { name: 'a score as a number', document: withRule(5.5), expected: ['medium code R1 src/a.js:3'] },
    { name: 'a score as a word', document: withRule('CRITICAL'), expected: ['critical code R1 src/a.js:3'] },
    { name: 'a score of 0 as none', document: withRule('0.0'), expected: ['high code R1 src/a.js:3'] },
    { name: 'a score out of range as none', document: withRule('11'), expected: ['high code R1 src/a.js:3'] },
    { name: 'an unknown word as none', document: withRule('scary'), expected: ['high code R1 src/a.js:3'] },
    {
      name: 'a score of the result before that of the rule',
      document: withRule('9.9', { properties: { 'security-severity': '2.0' } }),
      expected: ['low code R1 src/a.js:3'],
    },
    {
      name: 'the level of the rule, and that of an invocation before it',
      document: log(
        run([result({ level: undefined })], {}, [{ id: 'R1', defaultConfiguration: { level: 'error' } }]),
        run(
          [result({ level: undefined })],
          {
            invocations: [
              {
                executionSuccessful: true,
                ruleConfigurationOverrides: [{ descriptor: { id: 'R1' }, configuration: { level: 'note' } }],
              },
            ],
          },
          [{ id: 'R1', defaultConfiguration: { level: 'error' } }],
        ),
      ),
      expected: ['high code R1 src/a.js:3', 'low code R1 src/a.js:3'],
    },
    {
      name: 'rules by index, by id, by hierarchy, and in extensions',
      document: log({
        ...run([
          result({ ruleId: undefined, ruleIndex: 1 }),
          result({ ruleId: 'R1/sub', ruleIndex: 0 }),
          result({ ruleId: 'R1', ruleIndex: 1 }),
          result({ ruleId: 'E1', rule: { id: 'E1', index: 0, toolComponent: { index: 0 } } }),
          result({ ruleId: 'E1' }),
          result({ ruleId: undefined, ruleIndex: 9 }),
        ]),
        tool: {
          driver: {
            name: 'CodeQL',
            rules: [rated('9.5'), { id: 'R2', properties: { 'security-severity': '5' } }],
          },
          extensions: [{ name: 'pack', rules: [{ id: 'E1', properties: { 'security-severity': '2' } }] }],
        },
      }),
      expected: [
        'medium code R2 src/a.js:3',
        'critical code R1/sub src/a.js:3',
        'critical code R1 src/a.js:3',
        'low code E1 src/a.js:3',
        'low code E1 src/a.js:3',
        'high code unnamed src/a.js:3',
      ],
    },
    {
      name: 'results before the tool that they are of',
      document: JSON.stringify({
        runs: [{ results: [result()], tool: { driver: { rules: [rated('9.5')], name: 'CodeQL' } } }],
        version: '2.1.0',
      }),
      expected: ['critical code R1 src/a.js:3'],
    },
    {
      name: 'only what failed and is there',
      document: log(
        run(
          ['pass', 'open', 'informational', 'notApplicable', 'review', 'fail']
            .map((kind) => result({ kind }))
            .concat(['absent', 'new', 'unchanged', 'updated'].map((baselineState) => result({ baselineState }))),
        ),
      ),
      expected: Array(4).fill('high code R1 src/a.js:3'),
    },
    {
      name: 'a kind that the standard does not know',
      document: log(run([result({ kind: 'Fail' }), result({ kind: 'failed' })])),
      expected: Array(2).fill('high code R1 src/a.js:3'),
    },
    {
      name: 'an end that is no truth value, an error in capitals',
      document: log(
        run([result()], {
          invocations: [{ executionSuccessful: 'false', toolExecutionNotifications: [{ level: 'Error' }] }],
        }),
      ),
      expected: ['high code R1 src/a.js:3'],
      runs: ['codeql 2.1.0 (sast), 2 errors'],
    },
    {
      name: 'suppressions',
      document: log(
        run([
          result({ suppressions: [] }),
          result({ suppressions: [{ kind: 'inSource' }] }),
          result({ suppressions: [{ kind: 'external', status: 'accepted', justification: 'test code' }] }),
          result({ suppressions: [{ kind: 'external', status: 'underReview' }] }),
          result({ suppressions: [{ kind: 'inSource' }, { kind: 'external', status: 'rejected' }] }),
        ]),
      ),
      expected: [
        'high code R1 src/a.js:3',
        'high code R1 src/a.js:3 (suppressed: in-source)',
        'high code R1 src/a.js:3 (suppressed: external)',
        'high code R1 src/a.js:3',
        'high code R1 src/a.js:3',
      ],
    },
    {
      name: 'a run that failed with results',
      document: log(run([result()], { invocations: [{ executionSuccessful: false }] })),
      expected: ['high code R1 src/a.js:3'],
      runs: ['codeql 2.1.0 (sast), 1 errors'],
    },
    {
      name: 'notifications of errors, with results',
      document: log(
        run([result()], {
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: [
                { level: 'error', message: { text: 'could not parse src/b.js' } },
                { level: 'warning', message: { text: 'slow' } },
              ],
              toolConfigurationNotifications: [{ level: 'error', descriptor: { id: 'CFG1' } }],
            },
          ],
        }),
      ),
      expected: ['high code R1 src/a.js:3'],
      runs: ['codeql 2.1.0 (sast), 2 errors'],
    },
    {
      name: 'packages that messages of scanners name',
      document: log(
        run(
          [
            result({
              ruleId: 'CVE-2021-23337',
              message: {
                text: 'Package: lodash\nInstalled Version: 4.17.20\nVulnerability CVE-2021-23337\nSeverity: HIGH\nFixed Version: 4.17.21\nLink: x',
              },
            }),
          ],
          {},
          [],
          'Trivy',
        ),
        run(
          [
            result({
              ruleId: 'GHSA-35jh-r3h4-6jhm-lodash',
              message: {
                text: 'A high vulnerability in npm package: lodash, version 4.17.20 was found at: /package-lock.json',
              },
            }),
          ],
          {},
          [],
          'Grype',
        ),
      ),
      expected: [
        'high dependency CVE-2021-23337 lodash@4.17.20 -> 4.17.21 src/a.js:3',
        'high dependency GHSA-35jh-r3h4-6jhm lodash@4.17.20 src/a.js:3',
      ],
    },
    {
      name: 'secrets without what they are',
      document: log(
        run(
          [
            result({
              ruleId: 'aws-access-token',
              message: { text: 'aws-access-token has detected secret AKIASECRETVALUE' },
            }),
          ],
          {},
          [{ id: 'aws-access-token', shortDescription: { text: 'Found an access token' } }],
          'gitleaks',
        ),
        run(
          [result({ ruleId: 'B105', message: { text: "Possible hardcoded password: 'AKIASECRETVALUE'" } })],
          {},
          [],
          'Bandit',
        ),
      ),
      expected: ['high secret aws-access-token src/a.js:3', 'high code B105 src/a.js:3'],
      runs: ['gitleaks 2.1.0 (secrets)', 'bandit 2.1.0 (sast)'],
    },
    {
      name: 'places by artifact index, as URIs, percent-encoded, and none',
      document: log(
        run(
          [
            result({ locations: [{ physicalLocation: { artifactLocation: { index: 0 } } }] }),
            result({ locations: [at('file:///work/src/a%20b.js', 1)] }),
            result({ locations: [at('https://shop.example/login', 1)] }),
            result({ locations: [] }),
            result({ locations: undefined }),
          ],
          { artifacts: [{ location: { uri: 'src/indexed.js' } }] },
        ),
      ),
      expected: [
        'high code R1 src/indexed.js',
        'high code R1 /work/src/a b.js:1',
        'high code R1 https://shop.example/login',
        'high code R1',
        'high code R1',
      ],
    },
    {
      name: 'messages by id, and keys that objects have of their own',
      document: log(
        run(
          [
            result({ ruleId: '__proto__', message: { id: 'default', arguments: ['x'] } }),
            result({ ruleId: 'constructor' }),
          ],
          {
            originalUriBaseIds: JSON.parse('{"__proto__": {"uri": "file:///x/"}}'),
          },
        ),
      ),
      expected: ['high code __proto__ src/a.js:3', 'high code constructor src/a.js:3'],
    },
  ],
  refuses: [
    { name: 'no runs', document: log(), code: 'E_NO_RUNS' },
    { name: 'runs that are no list', document: { version: '2.1.0', runs: {} }, code: 'E_MALFORMED' },
    { name: 'version 2.0.0', document: { version: '2.0.0', runs: [] }, code: 'E_WRONG_FORMAT' },
    { name: 'no version', document: { runs: [] }, code: 'E_MALFORMED' },
    { name: 'a run without a tool', document: { version: '2.1.0', runs: [{ results: [] }] }, code: 'E_MALFORMED' },
    {
      name: 'a run that failed without results',
      document: log(run([], { invocations: [{ executionSuccessful: false }] })),
      code: 'E_SCAN_FAILED',
    },
    {
      name: 'an error without results',
      document: log(
        run([], { invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error' }] }] }),
      ),
      code: 'E_SCAN_FAILED',
    },
    { name: 'no list of results', document: log(run(undefined)), code: 'E_SCAN_FAILED' },
    { name: 'null instead of results', document: log(run(null)), code: 'E_SCAN_FAILED' },
    { name: 'a result that is a text', document: log(run(['R1'])), code: 'E_MALFORMED' },
    { name: 'a level that is a number', document: log(run([result({ level: 1 })])), code: 'E_MALFORMED' },
    { name: 'invocations that are no list', document: log(run([], { invocations: {} })), code: 'E_MALFORMED' },
    {
      name: 'notifications that are no list',
      document: log(run([], { invocations: [{ toolExecutionNotifications: { level: 'error' } }] })),
      code: 'E_MALFORMED',
    },
    {
      name: 'base folders without end',
      document: log(
        run([], {
          originalUriBaseIds: Object.fromEntries(
            Array.from({ length: 1001 }, (_, at) => [at, { uri: `file:///${at}/` }]),
          ),
        }),
      ),
      code: 'E_TOO_LARGE',
    },
    { name: 'a list', document: [], code: 'E_MALFORMED' },
  ],
  secrets: ['AKIASECRETVALUE'],
});

test('says when and on which commit the runs ended, and where paths begin', async () => {
  const document = log(
    run([result()], {
      invocations: [{ executionSuccessful: true, endTimeUtc: '2026-11-20T09:30:00.000Z' }],
      versionControlProvenance: [{ revisionId: 'A'.repeat(40) }],
      originalUriBaseIds: { SRC: { uri: 'src/', uriBaseId: 'ROOT' }, ROOT: { uri: 'file:///home/ci/shop/' } },
    }),
    run([], { invocations: [{ executionSuccessful: true, endTimeUtc: '2026-11-19T09:30:00Z' }] }),
  );
  const report = await sarif.read(memorySource('a.sarif', JSON.stringify(document)));
  expect(report.producedAt).toBe(Date.UTC(2026, 10, 19, 9, 30));
  expect(report.commit).toBe('a'.repeat(40));
  expect(report.roots).toEqual(['/home/ci/shop/src', '/home/ci/shop']);
});

test('keeps since when a result is known, and fingerprints of places', async () => {
  const document = log(
    run([
      result({
        provenance: { firstDetectionTimeUtc: '2026-10-01T00:00:00Z' },
        partialFingerprints: { commitSha: 'x', primaryLocationLineHash: '39fa2ee980eb94b0:1' },
      }),
    ]),
  );
  const { findings } = await sarif.read(memorySource('a.sarif', JSON.stringify(document)));
  expect(findings).toMatchObject([
    { firstSeen: { at: Date.UTC(2026, 9, 1), from: 'scanner' }, placeId: '39fa2ee980eb94b0:1' },
  ]);
});

test('a circle of base ids ends', async () => {
  const document = log(
    run([result()], { originalUriBaseIds: { A: { uri: 'a/', uriBaseId: 'B' }, B: { uri: 'b/', uriBaseId: 'A' } } }),
  );
  const { findings } = await sarif.read(memorySource('a.sarif', JSON.stringify(document)));
  expect(findings.map(findingLine)).toEqual(['high code R1 src/a.js:3']);
});

test.each([
  ['src/a.js', 'src/a.js'],
  ['file:///src/a.js', '/src/a.js'],
  ['file:///C:/src/a.js', 'C:/src/a.js'],
  ['file:/src/a.js', '/src/a.js'],
  ['file://host/src/a.js', '/src/a.js'],
  ['C:/src/a.js', 'C:/src/a.js'],
  ['../../etc/passwd', '../../etc/passwd'],
  ['a%2e%2e%2fb', 'a../b'],
  ['100%', '100%'],
  ['https://shop.example/a', undefined],
  ['pkg:npm/lodash', undefined],
])('the path of %s is %s', (uri, path) => {
  expect(pathOfUri(uri)).toBe(path);
});

test('a message of the tool does not repeat the code that it stumbled over', async () => {
  const messages = ['Unexpected token hunter2', 'Syntax error: `key = "hunter2` was unexpected', "found 'hunter2'"];
  const toolExecutionNotifications = messages.map((text) => ({ level: 'error', message: { text } }));
  const document = log(run([result()], { invocations: [{ executionSuccessful: true, toolExecutionNotifications }] }));
  const { runs } = await sarif.read(memorySource('report', JSON.stringify(document)));
  expect(runs[0]?.errors).toEqual(['Unexpected token …', 'Syntax error: … was unexpected', 'found …']);
});

test('a rule id of very many parts and a rule of none of many extensions are looked up at once', async () => {
  const extensions = Array.from({ length: 20_000 }, (_, at) => ({ name: `e${at}`, rules: [] }));
  const results = Array.from({ length: 20_000 }, (_, at) => result({ ruleId: `R${at}` }));
  const long = result({ ruleId: 'a/'.repeat(300_000) });
  const document = log({ tool: { driver: { name: 'x' }, extensions }, results: [long, ...results] });
  const start = performance.now();
  expect((await sarif.read(memorySource('report', JSON.stringify(document)))).findings).toHaveLength(20_001);
  expect(performance.now() - start).toBeLessThan(10_000);
});
