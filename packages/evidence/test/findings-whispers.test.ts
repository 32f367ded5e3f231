import { whispers } from '../src/findings/whispers.ts';
import { testFindingsReader } from './findings-table.ts';

const secret = (over: object) => ({
  key: 'hunter2_key',
  value: 'hunter2',
  file: 'src/config.yml',
  line: 12,
  rule_id: 'password',
  message: 'Password',
  severity: 'CRITICAL',
  ...over,
});
const line = (severity: string) => `${severity} secret password src/config.yml:12`;

testFindingsReader(whispers, {
  hasNoEnd: true,
  reads: [
    { name: 'one line', document: `${JSON.stringify(secret({}))}\n`, expected: [line('high')] },
    {
      name: 'each severity up to version 2.1',
      document: ['BLOCKER', 'CRITICAL', 'MAJOR', 'MINOR', 'INFO', 'FATAL', '__proto__']
        .map((severity) => JSON.stringify(secret({ severity })))
        .join('\n'),
      expected: ['critical', 'high', 'medium', 'low', 'info', 'unknown', 'unknown'].map(line),
      runs: ['whispers (secrets)'],
    },
    {
      name: 'each severity from version 2.2 on',
      document: ['Critical', 'High', 'Medium', 'Low', 'Info'].map((severity) => secret({ severity })),
      expected: ['critical', 'high', 'medium', 'low', 'info'].map(line),
    },
    { name: 'a clean scan', document: '[]\n', path: 'whispers.json', expected: [], runs: ['whispers (secrets)'] },
    {
      name: 'a finding without a place',
      document: [secret({ file: '', line: 0, message: null })],
      expected: ['high secret password'],
    },
  ],
  refuses: [
    { name: 'no rule', document: [secret({ rule_id: null })], code: 'E_MALFORMED' },
    { name: 'no severity', document: [secret({ severity: undefined })], code: 'E_MALFORMED' },
    { name: 'an empty object', document: '{}', code: 'E_MALFORMED' },
    { name: 'a log before the list', document: '[12:00] whispers 2.3.0\n[]', code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});
