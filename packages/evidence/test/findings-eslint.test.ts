import { eslint } from '../src/findings/eslint.ts';
import { testFindingsReader } from './findings-table.ts';

const message = (over: object) => ({
  ruleId: 'no-eval',
  severity: 2,
  message: 'eval can be harmful.',
  line: 3,
  column: 5,
  nodeType: 'CallExpression',
  ...over,
});
const file = (messages: readonly { severity?: unknown }[], over: object = {}) => ({
  filePath: '/w/src/pay.js',
  messages,
  suppressedMessages: [],
  errorCount: messages.filter(({ severity }) => severity === 2).length,
  fatalErrorCount: 0,
  warningCount: messages.filter(({ severity }) => severity === 1).length,
  ...over,
});

testFindingsReader(eslint, {
  reads: [
    {
      name: 'each severity',
      document: [
        file([message({}), message({ severity: 1, line: 4 }), message({ severity: 7 })]),
        file([], { filePath: '/w/src/clean.js' }),
      ],
      expected: [
        'medium code no-eval /w/src/pay.js:3',
        'low code no-eval /w/src/pay.js:4',
        'unknown code no-eval /w/src/pay.js:3',
      ],
      runs: ['eslint (sast)'],
    },
    { name: 'clean files', document: [file([])], expected: [], runs: ['eslint (sast)'] },
    {
      name: 'a list of no files',
      document: '[\n]\n',
      path: 'reports/eslint-report.json',
      expected: [],
      runs: ['eslint (), 1 errors'],
    },
    {
      name: 'what comments disable',
      document: [
        file([], {
          suppressedMessages: [
            message({ suppressions: [{ kind: 'directive', justification: 'trusted input' }] }),
            message({ suppressions: [] }),
          ],
        }),
      ],
      expected: [
        'medium code no-eval /w/src/pay.js:3 (suppressed: in-source)',
        'medium code no-eval /w/src/pay.js:3 (suppressed: in-source)',
      ],
    },
    {
      name: 'an old version, which lists no suppressed messages',
      document: [{ filePath: 'a.js', messages: [message({})], errorCount: 1, warningCount: 0 }],
      expected: ['medium code no-eval a.js:3'],
    },
    {
      name: 'a file that could not be parsed',
      document: [file([message({ ruleId: null, fatal: true, message: 'Parsing error: Unexpected token hunter2' })])],
      expected: [],
      runs: ['eslint (sast), 1 errors'],
    },
    {
      name: 'what ESLint says itself',
      document: [file([message({ ruleId: null, severity: 1, message: 'Unused eslint-disable directive' })])],
      expected: ['low code eslint /w/src/pay.js:3'],
    },
    {
      name: 'results with metadata',
      document: { results: [file([message({})])], metadata: { rulesMeta: {} } },
      expected: ['medium code no-eval /w/src/pay.js:3'],
    },
    {
      name: 'a secret that the message repeats',
      document: [
        file([message({ ruleId: 'no-secrets/no-secrets', message: 'Found a string "hunter2" of entropy 4' })]),
      ],
      expected: ['medium code no-secrets/no-secrets /w/src/pay.js:3'],
    },
  ],
  refuses: [
    { name: 'messages that are no list', document: [{ filePath: 'a.js', messages: {} }], code: 'E_MALFORMED' },
    { name: 'a file without a path', document: [{ messages: [] }], code: 'E_MALFORMED' },
    { name: 'fewer messages than stated', document: [file([], { errorCount: 1 })], code: 'E_CONTRADICTION' },
    { name: 'fewer warnings than stated', document: [file([], { warningCount: 2 })], code: 'E_CONTRADICTION' },
    { name: 'an object without results', document: { metadata: {} }, code: 'E_MALFORMED' },
    { name: 'a message that is no object', document: [{ filePath: 'a.js', messages: [null] }], code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});
