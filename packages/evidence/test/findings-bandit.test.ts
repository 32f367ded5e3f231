import { bandit } from '../src/findings/bandit.ts';
import { testFindingsReader } from './findings-table.ts';

const result = (over: object) => ({
  filename: 'src/pay.py',
  issue_confidence: 'HIGH',
  issue_severity: 'HIGH',
  issue_text: 'Use of a broken hash.',
  line_number: 12,
  more_info: 'https://bandit.example/b303',
  test_id: 'B303',
  test_name: 'md5',
  ...over,
});
const report = (results: readonly object[], errors: readonly object[] = []) => ({
  errors,
  generated_at: '2026-11-20T09:30:00Z',
  metrics: { _totals: { loc: 10 }, 'src/pay.py': { loc: 10 } },
  results,
});

testFindingsReader(bandit, {
  reads: [
    {
      name: 'each severity',
      document: report([
        result({}),
        result({ issue_severity: 'MEDIUM', line_number: 13 }),
        result({ issue_severity: 'LOW' }),
        result({ issue_severity: 'UNDEFINED' }),
        result({ issue_severity: 'SEVERE' }),
      ]),
      expected: [
        'high code B303 src/pay.py:12',
        'medium code B303 src/pay.py:13',
        'low code B303 src/pay.py:12',
        'unknown code B303 src/pay.py:12',
        'unknown code B303 src/pay.py:12',
      ],
      runs: ['bandit (sast)'],
    },
    { name: 'a clean scan', document: report([]), expected: [], runs: ['bandit (sast)'] },
    {
      name: 'files that were not scanned',
      document: report([], [{ filename: 'src/broken.py', reason: 'syntax error while parsing AST from file' }]),
      expected: [],
      runs: ['bandit (sast), 1 errors'],
    },
    {
      name: 'a scan of nothing',
      document: { ...report([]), metrics: { _totals: { loc: 0 } } },
      expected: [],
      runs: ['bandit (), 1 errors'],
    },
    {
      name: 'a password that the message repeats',
      document: report([
        result({ test_id: 'B105', issue_severity: 'LOW', issue_text: "Possible hardcoded password: 'hunter2'" }),
      ]),
      expected: ['low code B105 src/pay.py:12'],
    },
  ],
  refuses: [
    { name: 'results that are no list', document: { ...report([]), results: {} }, code: 'E_MALFORMED' },
    { name: 'no results', document: { errors: [], generated_at: '', metrics: {} }, code: 'E_MALFORMED' },
    { name: 'a result without a rule', document: report([{ filename: 'a.py' }]), code: 'E_MALFORMED' },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
    { name: 'a key twice', document: '{"errors":[],"results":[{}],"results":[]}', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2'],
});
