import fc from 'fast-check';
import { scoreOfVector, severityOfVectors } from '../src/findings/cvss.ts';

const V31 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const V40 = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';
const V2 = 'AV:N/AC:L/Au:N/C:C/I:C/A:C';

/** Examples of the specifications and their guides, and of what NVD publishes. */
test.each([
  { name: 'CVE-2002-0392, base', vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:C', score: 7.8 },
  { name: 'CVE-2002-0392, in time', vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C', score: 6.4 },
  { name: 'CVE-2003-0818', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: 10 },
  { name: 'CVE-2003-0818, in time', vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C', score: 8.3 },
  { name: 'CVE-2003-0062', vector: '(AV:L/AC:H/Au:N/C:C/I:C/A:C)', score: 6.2 },
  { name: 'no impact in version 2', vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:N', score: 0 },
  { name: 'CVE-2013-1937', vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', score: 6.1 },
  { name: 'CVE-2013-0375', vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', score: 6.4 },
  { name: 'CVE-2014-3566', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', score: 3.1 },
  { name: 'CVE-2012-1516', vector: 'CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', score: 9.9 },
  { name: 'CVE-2014-0160', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 },
  { name: 'CVE-2014-6271', vector: V31, score: 9.8 },
  { name: 'CVE-2021-44228', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10 },
  { name: 'CVE-2020-3549', vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', score: 7.5 },
  { name: 'no impact in version 3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', score: 0 },
  { name: 'in time', vector: `${V31}/E:U/RL:O/RC:U`, score: 7.8 },
  { name: 'metrics in another order', vector: 'CVSS:3.1/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N', score: 9.8 },
  {
    name: 'the worst of version 4',
    vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H',
    score: 10,
  },
  { name: 'no later systems', vector: V40, score: 9.3 },
  { name: 'CVE-2022-41741', vector: 'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', score: 7.3 },
  {
    name: 'CVE-2020-3549, version 4',
    vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    score: 7.7,
  },
  { name: 'CVE-2023-3089', vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N', score: 8.3 },
  { name: 'CVE-2021-44714', vector: 'CVSS:4.0/AV:L/AC:L/AT:N/PR:N/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N', score: 4.6 },
  {
    name: 'no impact in version 4',
    vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N',
    score: 0,
  },
  { name: 'a threat that nobody reports', vector: `${V40}/E:U`, score: 8.1 },
])('$name: $score', ({ vector, score }) => {
  expect(scoreOfVector(vector)).toBe(score);
});

test.each([
  { name: 'nothing', vector: '' },
  { name: 'a prefix alone', vector: 'CVSS:3.1' },
  { name: 'a prefix and a slash', vector: 'CVSS:3.1/' },
  { name: 'a score', vector: '9.8' },
  { name: 'a word', vector: 'CRITICAL' },
  { name: 'a missing metric of version 2', vector: 'AV:N/AC:L/Au:N/C:C/I:C' },
  { name: 'a missing metric of version 3', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H' },
  { name: 'a missing metric of version 4', vector: V40.replace('/SA:N', '') },
  { name: 'a metric twice', vector: `${V31}/A:H` },
  { name: 'a metric twice with another value', vector: `${V31}/A:N` },
  { name: 'an optional metric twice', vector: `${V31}/E:X/E:U` },
  { name: 'a metric that nobody knows', vector: `${V31}/XX:Y` },
  { name: 'a value that nobody knows', vector: V31.replace('AV:N', 'AV:X') },
  { name: 'a value of another version', vector: V31.replace('C:H', 'C:C') },
  { name: 'a metric of another version', vector: V31.replace('PR:N', 'Au:N') },
  { name: 'a metric without a value', vector: V31.replace('A:H', 'A:') },
  { name: 'a metric without a colon', vector: V31.replace('A:H', 'AH') },
  { name: 'a metric with two colons', vector: V31.replace('A:H', 'A:H:H') },
  { name: 'a value without a metric', vector: V31.replace('A:H', ':H') },
  { name: 'two values', vector: V31.replace('A:H', 'A:H L') },
  { name: 'small letters', vector: V31.toLowerCase() },
  { name: 'a small prefix', vector: V31.replace('CVSS', 'cvss') },
  { name: 'small letters of version 2', vector: V2.toLowerCase() },
  { name: 'a slash at the end', vector: `${V31}/` },
  { name: 'a slash at the end of version 2', vector: `${V2}/` },
  { name: 'two slashes', vector: V31.replace('/AC', '//AC') },
  { name: 'an unknown version', vector: V31.replace('3.1', '3.2') },
  { name: 'version 2 with a prefix', vector: `CVSS:2.0/${V2}` },
  { name: 'version 3 without a prefix', vector: V31.slice('CVSS:3.1/'.length) },
  { name: 'version 4 metrics under 3.1', vector: V40.replace('4.0', '3.1') },
  { name: 'version 3 metrics under 4.0', vector: V31.replace('3.1', '4.0') },
  { name: 'the prefix twice', vector: `CVSS:3.1/${V31}` },
  { name: 'two vectors', vector: `${V31} ${V31}` },
  { name: 'a name that objects inherit', vector: `${V31}/__proto__:X` },
  { name: 'a prefix that objects inherit', vector: V31.replace('CVSS:3.1', 'constructor') },
  { name: 'text behind it', vector: `${V31} (nvd)` },
])('refuses $name', ({ vector }) => {
  expect(scoreOfVector(vector)).toBeUndefined();
});

test('each mandatory metric is, in each version', () => {
  for (const vector of [V2, V31, V31.replace('3.1', '3.0'), V40]) {
    const [prefix, metrics] = vector.startsWith('CVSS')
      ? [`${vector.slice(0, 8)}/`, vector.slice(9).split('/')]
      : ['', vector.split('/')];
    for (const metric of metrics)
      expect(scoreOfVector(prefix + metrics.filter((each) => each !== metric).join('/'))).toBeUndefined();
    expect(scoreOfVector(prefix + metrics.join('/'))).toBeGreaterThan(0);
  }
});

test('the highest valid one counts, and a bad one beside it takes nothing away', () => {
  expect(severityOfVectors([])).toBe('unknown');
  expect(severityOfVectors(['nonsense'])).toBe('unknown');
  expect(severityOfVectors([V31, 'nonsense'])).toBe('critical');
  expect(severityOfVectors(['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', V40])).toBe('critical');
  expect(severityOfVectors(['AV:N/AC:L/Au:N/C:N/I:N/A:N'])).toBe('info');
});

test('any text is refused or scored from 0 to 10', () => {
  const piece = fc.constantFrom(...`${V31}/${V40}/${V2}/E:X`.split('/'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('/')),
      ),
      (text) => {
        const score = scoreOfVector(text);
        expect(score === undefined || (score >= 0 && score <= 10)).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
