import { njsscan } from '../src/findings/njsscan.ts';
import { testFindingsReader } from './findings-table.ts';

const file = (path: string, line: number) => ({
  file_path: path,
  match_lines: [line, line + 1],
  match_position: [1, 9],
  match_string: 'eval(hunter2)',
});
const rule = (severity: string, ...files: readonly object[]) => ({
  files,
  metadata: { cwe: 'CWE-95', description: 'User input in eval', 'owasp-web': 'A1', severity },
});
const report = (over: object) => ({ errors: [], njsscan_version: '0.4.3', nodejs: {}, templates: {}, ...over });

testFindingsReader(njsscan, {
  reads: [
    {
      name: 'each severity, in code and templates',
      document: report({
        nodejs: {
          eval_nodejs: rule('ERROR', file('a.js', 4), file('b.js', 7)),
          node_md5: rule('WARNING', file('a.js', 9)),
          odd: rule('LOUD', file('a.js', 1)),
        },
        templates: { handlebars_noescape: rule('INFO', file('v/a.hbs', 2)) },
      }),
      expected: [
        'high code eval_nodejs a.js:4',
        'high code eval_nodejs b.js:7',
        'medium code node_md5 a.js:9',
        'unknown code odd a.js:1',
        'low code handlebars_noescape v/a.hbs:2',
      ],
      runs: ['njsscan 0.4.3 (sast)'],
    },
    { name: 'a clean scan', document: report({}), expected: [], runs: ['njsscan 0.4.3 (sast)'] },
    {
      name: 'a first version, which does not tell its own',
      document: { errors: [], nodejs: { eval_nodejs: rule('ERROR', file('a.js', 4)) }, templates: {} },
      expected: ['high code eval_nodejs a.js:4'],
      runs: ['njsscan (sast)'],
    },
    {
      name: 'a control that is missing everywhere',
      document: report({ nodejs: { helmet_missing: { metadata: { severity: 'INFO', description: 'No helmet' } } } }),
      expected: ['low code helmet_missing'],
    },
    {
      name: 'files that could not be parsed',
      document: report({
        errors: [{ type: 'Syntax error', path: 'a.js', message: '`hunter2` was unexpected' }, 'no', null],
      }),
      expected: [],
      runs: ['njsscan 0.4.3 (sast), 3 errors'],
    },
    {
      name: 'a rule with an odd name',
      document: `{"errors":[],"njsscan_version":"1","nodejs":{"__proto__":${JSON.stringify(rule('ERROR', file('a.js', 1)))}},"templates":{}}`,
      expected: ['high code __proto__ a.js:1'],
    },
  ],
  refuses: [
    { name: 'no rules for code', document: { errors: [], njsscan_version: '1', templates: {} }, code: 'E_MALFORMED' },
    { name: 'rules in a list', document: report({ nodejs: [] }), code: 'E_MALFORMED' },
    { name: 'no errors', document: { njsscan_version: '1', nodejs: {}, templates: {} }, code: 'E_MALFORMED' },
    { name: 'a rule without metadata', document: report({ nodejs: { a: { files: [] } } }), code: 'E_MALFORMED' },
    {
      name: 'files that are no list',
      document: report({ nodejs: { a: { metadata: {}, files: {} } } }),
      code: 'E_MALFORMED',
    },
  ],
  secrets: ['hunter2'],
});
