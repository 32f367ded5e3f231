import fc from 'fast-check';
import { withoutCode, withoutQuotedText } from '../src/findings/secret-text.ts';

const cleaned = (title: string, rule = 'B105') => withoutQuotedText('code', rule, title);

test.each([
  ["Possible hardcoded password: 'hunter2'", 'Possible hardcoded password: …'],
  ['Possible hardcoded password: "hunter2"', 'Possible hardcoded password: …'],
  ['Possible hardcoded password: hunter2', 'Possible hardcoded password: …'],
  ['Possible hardcoded password: abc', 'Possible hardcoded password: …'],
  ['Possible hardcoded password: correct horse battery staple', 'Possible hardcoded password: …'],
  ["Possible hardcoded password: 'hun'ter two'", 'Possible hardcoded password: …'],
  ["Possible hardcoded password: 'hunter2", 'Possible hardcoded password: …'],
  ['Variable `token` is set to `s3cr3t`', 'Variable …'],
  ['Password “hunter2” in code', 'Password … in code'],
  ['Password «hunter2» in code', 'Password … in code'],
  ['secret=hunter2', 'secret=…'],
  ['pw=x in the password file', 'pw=… in the password file'],
  ['Authorization token: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc', 'Authorization token: …'],
  ['Secret AKIAIOSFODNN7EXAMPLE found', 'Secret … found'],
  ['Secret 0123456789abcdef0123456789abcdef found', 'Secret … found'],
  ['A password in https://user:hunter2@host.example/', 'A password in https:…'],
])('%j becomes %j', (title, expected) => {
  expect(cleaned(title)).toBe(expected);
});

test.each([
  ['Use of a weak hash "md5" = bad', 'B303', 'code', 'Use of a weak hash "md5" = bad'],
  ['Use of a weak hash "md5"', 'hardcoded-password', 'code', 'Use of a weak hash …'],
  ['Found "x"', 'CWE-798', 'code', 'Found …'],
  ['Found "x"', 'anything', 'secret', 'Found …'],
  ['Generic API Key', 'generic-api-key', 'secret', 'Generic API Key'],
  ['CWE-798: Use of Hard-coded Credentials', 'x', 'code', 'CWE-798: Use of Hard-coded Credentials'],
  ['Secret in a package of GHSA-35jh-r3h4-6jhm', 'x', 'code', 'Secret in a package of GHSA-35jh-r3h4-6jhm'],
  ['', 'B105', 'secret', ''],
] as const)('%j of %s (%s) becomes %j', (title, rule, category, expected) => {
  expect(withoutQuotedText(category, rule, title)).toBe(expected);
});

test('nothing between quotes or behind an assignment stays, whatever it is', () => {
  const value = fc.string({ minLength: 4, maxLength: 30 }).map((text) => `S3CR3T${text.replace(/\s/g, ' ')}S3CR3T`);
  const frame = fc.constantFrom(
    (text: string) => `Possible hardcoded password: '${text}'`,
    (text: string) => `Possible hardcoded password: "${text}" in line 3`,
    (text: string) => `password = ${text}`,
    (text: string) => `api_key: ${text}`,
    (text: string) => `secret="${text}`,
  );
  fc.assert(
    fc.property(value, frame, (secret, write) => {
      expect(cleaned(write(secret))).not.toContain('S3CR3T');
    }),
    { numRuns: 1000 },
  );
});

test('hostile text takes linear time', () => {
  const started = performance.now();
  for (const text of [
    "'".repeat(20_000),
    '="'.repeat(20_000),
    'key'.repeat(10_000),
    'A1'.repeat(20_000),
    '=: '.repeat(20_000),
  ])
    cleaned(text, 'secret');
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  ['AWS access key AKIAIOSFODNN7EXAMPLE found in file', 'AKIA'],
  ['AKIAIOSFODNN7EXAMPLE is committed', 'AKIA'],
  ['Slack webhook https://hooks.slack.com/services/T0/B0/Xhunter2', 'hunter2'],
  ['Connection string with Pwd=hunter2; exposed', 'hunter2'],
  ['Found eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJodW50ZXIyIn0.abc123DEF456ghi789 here', 'eyJ'],
])('%j of a rule that names no secret loses %j', (title, value) => {
  expect(cleaned(title, 'X1')).not.toContain(value);
});

test.each([
  ['Parsing error: Unexpected token hunter2', 'Parsing error: Unexpected token …'],
  ["expected ';', found hunter2", 'expected …, found …'],
  ['expected operand, found "hunter2"', 'expected operand, found …'],
  ['Syntax error at line a.py:2:\n `key = "hunter2` was unexpected', 'Syntax error at line a.py:2: … was unexpected'],
  ['could not import fmt', 'could not import fmt'],
])('%j without code is %j', (text, expected) => {
  expect(withoutCode(text)).toBe(expected);
});
