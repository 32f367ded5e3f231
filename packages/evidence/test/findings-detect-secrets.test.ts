import { detectSecrets } from '../src/findings/detect-secrets.ts';
import { testFindingsReader } from './findings-table.ts';

const secret = (over: object) => ({
  type: 'Secret Keyword',
  filename: 'src/pay.py',
  hashed_secret: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  is_verified: false,
  line_number: 7,
  ...over,
});
const report = (results: object, over: object = {}) => ({
  version: '1.5.0',
  plugins_used: [{ name: 'KeywordDetector', keyword_exclude: '' }],
  filters_used: [],
  results,
  generated_at: '2026-11-20T09:30:00Z',
  ...over,
});

testFindingsReader(detectSecrets, {
  reads: [
    {
      name: 'each verdict of an audit',
      document: report({
        'src/pay.py': [
          secret({}),
          secret({ is_secret: true }),
          secret({ is_verified: true }),
          secret({ is_secret: false }),
          secret({ is_secret: null }),
          secret({ is_secret: 'false' }),
        ],
        'src/.env': [secret({ line_number: 1, type: 'AWS Access Key' })],
      }),
      expected: [
        'high secret Secret Keyword src/pay.py:7',
        'high secret Secret Keyword src/pay.py:7',
        'critical secret Secret Keyword src/pay.py:7',
        'high secret Secret Keyword src/pay.py:7 (suppressed: external)',
        'high secret Secret Keyword src/pay.py:7',
        'high secret Secret Keyword src/pay.py:7',
        'high secret AWS Access Key src/.env:1',
      ],
      runs: ['detect-secrets 1.5.0 (secrets)'],
    },
    { name: 'a clean scan', document: report({}), expected: [], runs: ['detect-secrets 1.5.0 (secrets)'] },
    {
      name: 'a baseline of version 0',
      document: {
        custom_plugin_paths: [],
        exclude: { files: null, lines: null },
        generated_at: '2020-11-20T09:30:00Z',
        plugins_used: [{ name: 'AWSKeyDetector' }],
        results: { 'a.py': [{ hashed_secret: 'da39', line_number: 3, type: 'AWS Access Key' }] },
        version: '0.14.3',
        word_list: { file: null, hash: null },
      },
      expected: ['high secret AWS Access Key a.py:3'],
    },
    {
      name: 'a scan without any plugin',
      document: report({}, { plugins_used: [] }),
      expected: [],
      runs: ['detect-secrets 1.5.0 (secrets), 1 errors'],
    },
    {
      name: 'hostile names',
      document: `{"plugins_used":[{}],"results":{"__proto__":[{"type":"constructor"}]},"version":"1"}`,
      expected: ['high secret constructor __proto__'],
    },
  ],
  refuses: [
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
    { name: 'no results', document: { version: '1.5.0', plugins_used: [] }, code: 'E_MALFORMED' },
    { name: 'results that are a list', document: report([]), code: 'E_MALFORMED' },
    { name: 'results of a file that are no list', document: report({ 'a.py': {} }), code: 'E_MALFORMED' },
    { name: 'a result without a type', document: report({ 'a.py': [{ line_number: 1 }] }), code: 'E_MALFORMED' },
    { name: 'no list of plugins', document: report({}, { plugins_used: null }), code: 'E_MALFORMED' },
  ],
  secrets: ['da39'],
});
