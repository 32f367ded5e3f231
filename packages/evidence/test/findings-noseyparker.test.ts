import { noseyparker } from '../src/findings/noseyparker.ts';
import { testFindingsReader } from './findings-table.ts';

const match = (over: object = {}) => ({
  provenance: [{ kind: 'file', path: './src/pay.py' }],
  blob_id: 'b1',
  location: {
    offset_span: { start: 1, end: 9 },
    source_span: { start: { line: 7, column: 3 }, end: { line: 7, column: 9 } },
  },
  groups: ['aHVudGVyMg=='],
  snippet: { before: 'key = ', matching: 'hunter2', after: '' },
  structural_id: 's1',
  rule_name: 'Generic Password',
  score: null,
  comment: null,
  status: null,
  redundant_to: [],
  ...over,
});
const finding = (over: object = {}) => ({
  finding_id: 'hash-of-a-secret',
  rule_name: 'Generic Password',
  rule_text_id: 'np.generic.5',
  rule_structural_id: 'r1',
  groups: ['aHVudGVyMg=='],
  num_matches: 1,
  num_redundant_matches: 0,
  statuses: [],
  comment: null,
  mean_score: null,
  matches: [match()],
  ...over,
});
const old = (over: object = {}) => {
  const { location, provenance, snippet } = match();
  return {
    type: 'finding',
    rule_name: 'Generic API Key',
    match_content: 'hunter2',
    num_matches: 1,
    matches: [{ provenance, location, snippet, match_content: 'hunter2', rule_name: 'Generic API Key' }],
    ...over,
  };
};
const git = (commit: object) => match({ provenance: [{ kind: 'git_repo', repo_path: '.git', ...commit }] });
const lines = (...values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

testFindingsReader(noseyparker, {
  hasNoEnd: true,
  reads: [
    {
      name: 'JSON lines',
      document: lines(finding({ num_matches: 2, matches: [match(), match()] })),
      expected: ['high secret np.generic.5 ./src/pay.py:7', 'high secret np.generic.5 ./src/pay.py:7'],
      runs: ['noseyparker (secrets)'],
    },
    {
      name: 'several lines',
      document: lines(finding(), finding({ rule_text_id: null })),
      expected: ['high secret np.generic.5 ./src/pay.py:7', 'high secret Generic Password ./src/pay.py:7'],
    },
    { name: 'a list', document: [finding()], expected: ['high secret np.generic.5 ./src/pay.py:7'] },
    { name: 'a clean scan', document: '[\n\n]', path: 'noseyparker.json', expected: [] },
    {
      name: 'what a person rejected',
      document: lines(
        finding({ statuses: ['reject'], matches: [match({ status: 'reject', comment: 'a test' })] }),
        finding({ statuses: ['accept', 'reject'], matches: [match({ status: 'accept' })] }),
        finding({ statuses: ['reject'], matches: [match({ status: null })] }),
        old({ status: 'reject' }),
        old({ status: null }),
      ),
      expected: [
        'high secret np.generic.5 ./src/pay.py:7 (suppressed: external)',
        'high secret np.generic.5 ./src/pay.py:7',
        'high secret np.generic.5 ./src/pay.py:7',
        'high secret Generic API Key ./src/pay.py:7 (suppressed: external)',
        'high secret Generic API Key ./src/pay.py:7',
      ],
    },
    {
      name: 'matches that are left out',
      document: lines(finding({ num_matches: 12, num_redundant_matches: 2 }), finding({ matches: [] })),
      expected: ['high secret np.generic.5 ./src/pay.py:7', 'high secret np.generic.5'],
      runs: ['noseyparker (secrets), 2 errors'],
    },
    {
      name: 'the history, in the words of each version',
      document: lines(
        finding({ matches: [git({ first_commit: { blob_path: 'a.py' } })] }),
        finding({ matches: [git({ commit_provenance: { blob_path: 'b.py' } })] }),
        finding({ matches: [match({ provenance: null, location: null })] }),
      ),
      expected: ['high secret np.generic.5 a.py:7', 'high secret np.generic.5 b.py:7', 'high secret np.generic.5'],
    },
    { name: 'version 0.16', document: lines(old()), expected: ['high secret Generic API Key ./src/pay.py:7'] },
    { name: 'version 0.16 as a list', document: [old()], expected: ['high secret Generic API Key ./src/pay.py:7'] },
  ],
  refuses: [
    { name: 'a blank line, though that is how it says clean', document: '\n', code: 'E_EMPTY' },
    { name: 'an empty object', document: '{}', code: 'E_MALFORMED' },
    { name: 'no rule', document: lines(finding({ rule_name: 1 })), code: 'E_MALFORMED' },
    { name: 'no matches', document: lines(finding({ matches: null })), code: 'E_MALFORMED' },
    { name: 'a match that is a text', document: lines(finding({ matches: ['hunter2'] })), code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2', 'aHVudGVyMg', 'hash-of-a-secret'],
});
