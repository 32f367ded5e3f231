import { gitleaks } from '../src/findings/gitleaks.ts';
import { testFindingsReader } from './findings-table.ts';

const leak = (over: object) => ({
  RuleID: 'generic-api-key',
  Description: 'Detected a Generic API Key.',
  StartLine: 7,
  EndLine: 7,
  StartColumn: 3,
  EndColumn: 40,
  Match: 'key = "hunter2"',
  Secret: 'hunter2',
  File: 'src/pay.py',
  SymlinkFile: '',
  Commit: 'abc',
  Entropy: 3.2,
  Author: 'Ada',
  Email: 'ada@mail.example',
  Date: '2026-11-20T09:30:00Z',
  Message: 'add hunter2',
  Tags: [],
  Fingerprint: 'abc:src/pay.py:generic-api-key:7',
  ...over,
});
const oldLeak = (over: object) => ({
  line: 'key = "hunter2"',
  lineNumber: 4,
  offender: 'hunter2',
  commit: 'abc',
  repo: '.',
  rule: 'AWS Access Key',
  commitMessage: 'add hunter2',
  author: 'Ada',
  email: 'ada@mail.example',
  file: 'src/old.py',
  date: '2020-04-04T15:52:59-07:00',
  tags: 'key, AWS',
  ...over,
});
const { RuleID, ...tail } = leak({});

testFindingsReader(gitleaks, {
  reads: [
    {
      name: 'version 8',
      document: [leak({}), leak({ StartLine: 0, File: '' })],
      expected: ['high secret generic-api-key src/pay.py:7', 'high secret generic-api-key'],
      runs: ['gitleaks (secrets)'],
    },
    {
      name: 'version 8 before it put the rule first',
      document: [{ ...tail, RuleID, Fingerprint: '' }],
      expected: ['high secret generic-api-key src/pay.py:7'],
    },
    {
      name: 'a key that fills the head',
      document: [{ ...tail, Match: `hunter2${'x'.repeat(9000)}`, RuleID }],
      expected: ['high secret generic-api-key src/pay.py:7'],
    },
    {
      name: 'version 7',
      document: [oldLeak({}), oldLeak({ lineNumber: -1, rule: '__proto__' })],
      expected: ['high secret AWS Access Key src/old.py:4', 'high secret __proto__ src/old.py'],
    },
    { name: 'a clean scan', document: '[]\n', path: 'out/gitleaks-report.json', expected: [] },
    { name: 'a clean scan as null', document: 'null', path: 'leaks.json', expected: [], runs: ['gitleaks (secrets)'] },
  ],
  refuses: [
    { name: 'an object', document: '{}', code: 'E_MALFORMED' },
    { name: 'a leak without a rule', document: [{ ...tail }], code: 'E_MALFORMED' },
    { name: 'a rule that is no text', document: [leak({ RuleID: 4 })], code: 'E_MALFORMED' },
    { name: 'an old leak without a rule', document: [oldLeak({ rule: null })], code: 'E_MALFORMED' },
    { name: 'a leak that is a text', document: ['hunter2'], code: 'E_MALFORMED' },
    { name: 'a key twice', document: '[{"RuleID":"a","RuleID":"b"}]', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2'],
});

test('does not take a clean form for its own without its name', () => {
  expect(gitleaks.accepts('[]', 'results.json')).toBe(false);
  expect(gitleaks.accepts('null', 'gitleaks/results.json')).toBe(false);
});
