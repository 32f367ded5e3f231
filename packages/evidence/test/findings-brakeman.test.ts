import { memorySource } from '../src/byte-source.ts';
import { brakeman } from '../src/findings/brakeman.ts';
import { testFindingsReader } from './findings-table.ts';

const warning = (over: object) => ({
  warning_type: 'SQL Injection',
  warning_code: 0,
  fingerprint: 'a1b2',
  check_name: 'SQL',
  message: 'Possible SQL injection',
  file: 'app/models/user.rb',
  line: 7,
  link: 'https://brakeman.example/sql',
  code: 'User.where("name = #{params[:name]}")',
  confidence: 'High',
  ...over,
});
const report = (warnings: readonly object[], over: object = {}, info: object = {}) => ({
  scan_info: {
    app_path: '/home/ci/shop',
    security_warnings: warnings.length,
    end_time: '2026-11-20 10:30:00 +0100',
    number_of_controllers: 2,
    number_of_models: 1,
    number_of_templates: 0,
    brakeman_version: '7.0.0',
    ...info,
  },
  warnings,
  ignored_warnings: [],
  errors: [],
  obsolete: [],
  ...over,
});

testFindingsReader(brakeman, {
  reads: [
    {
      name: 'warnings of each confidence, which is no severity',
      document: report([
        warning({}),
        warning({ confidence: 'Medium', warning_code: 15, line: null }),
        warning({ confidence: 'Weak', warning_code: null, file: null }),
      ]),
      expected: [
        'unknown code BRAKE0000 app/models/user.rb:7',
        'unknown code BRAKE0015 app/models/user.rb',
        'unknown code SQL Injection',
      ],
      runs: ['brakeman 7.0.0 (sast)'],
    },
    { name: 'a clean scan', document: report([]), expected: [], runs: ['brakeman 7.0.0 (sast)'] },
    {
      name: 'a clean scan of an old version',
      document: { scan_info: { app_path: '/a', security_warnings: 0, checks_performed: [] }, warnings: [] },
      expected: [],
      runs: ['brakeman (sast)'],
    },
    {
      name: 'warnings of the ignore file',
      document: report([], { ignored_warnings: [warning({ note: 'only admins' }), warning({})] }),
      expected: [
        'unknown code BRAKE0000 app/models/user.rb:7 (suppressed: external)',
        'unknown code BRAKE0000 app/models/user.rb:7 (suppressed: external)',
      ],
    },
    {
      name: 'files that could not be read',
      document: report([], {
        errors: [{ error: 'parse error on value "hunter2"', location: 'app/models/a.rb:3' }, {}],
      }),
      expected: [],
      runs: ['brakeman 7.0.0 (sast), 2 errors'],
    },
    {
      name: 'no application',
      document: report([], {}, { number_of_controllers: 0, number_of_models: -1 }),
      expected: [],
      runs: ['brakeman 7.0.0 (), 1 errors'],
    },
    {
      name: 'a password that the message repeats',
      document: report([warning({ warning_type: 'Authentication', message: "Hardcoded password 'hunter2'" })]),
      expected: ['unknown code BRAKE0000 app/models/user.rb:7'],
    },
  ],
  refuses: [
    { name: 'no warnings', document: { scan_info: {} }, code: 'E_MALFORMED' },
    { name: 'no scan_info', document: { warnings: [] }, code: 'E_MALFORMED' },
    { name: 'a warning without a type', document: report([{ file: 'a.rb' }]), code: 'E_MALFORMED' },
    { name: 'fewer warnings than stated', document: report([], {}, { security_warnings: 1 }), code: 'E_CONTRADICTION' },
    { name: 'errors that are no list', document: report([], { errors: {} }), code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});

test('knows the folder, the time and the advisory', async () => {
  const document = report([warning({ message: 'Rails 7.0.1 has a flaw (CVE-2026-12345)' })]);
  const read = await brakeman.read(memorySource('brakeman.json', JSON.stringify(document)));
  expect(read.roots).toEqual(['/home/ci/shop']);
  expect(read.producedAt).toBe(Date.UTC(2026, 10, 20, 9, 30));
  expect(read.findings[0]?.ids).toEqual(['BRAKE0000', 'CVE-2026-12345']);
});
