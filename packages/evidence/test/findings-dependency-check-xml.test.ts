import { memorySource } from '../src/byte-source.ts';
import { dependencyCheckXml } from '../src/findings/dependency-check-xml.ts';
import { testFindingsReader } from './findings-table.ts';

const NAMESPACE = 'https://jeremylong.github.io/DependencyCheck/dependency-check.4.1.xsd';
const vulnerability = (inside: string, element = 'vulnerability') =>
  `<${element} source="NVD"><name>CVE-2024-1</name>${inside}<description>bad</description></${element}>`;
const dependency = (vulnerabilities: string) => `<dependency isVirtual="false"><fileName>a-1.jar</fileName>
<filePath>lib/a-1.jar</filePath>
<relatedDependencies><relatedDependency><fileName>b.jar</fileName><identifiers><package><id>pkg:npm/b@2</id></package></identifiers></relatedDependency></relatedDependencies>
<evidenceCollected><evidence type="vendor"><name>n</name><value>v</value></evidence></evidenceCollected>
<identifiers><package confidence="HIGH"><id>pkg:maven/org.x/a@1</id></package></identifiers>
${vulnerabilities === '' ? '' : `<vulnerabilities>${vulnerabilities}</vulnerabilities>`}</dependency>`;
const report = (dependencies: string, scan = '', namespace = NAMESPACE) => `<?xml version="1.0"?>
<analysis xmlns="${namespace}"><scanInfo><engineVersion>12.1.0</engineVersion>${scan}</scanInfo>
<projectInfo><name>shop</name><reportDate>2026-11-20T09:30:00.123-0400</reportDate></projectInfo>
<dependencies>${dependencies}</dependencies></analysis>`;

const PACKAGE = 'org.x:a@1 lib/a-1.jar';

testFindingsReader(dependencyCheckXml, {
  reads: [
    {
      name: 'each way to rate',
      document: report(
        dependency(
          [
            '<severity>LOW</severity><cvssV4><baseScore>1.0</baseScore><baseSeverity>CRITICAL</baseSeverity></cvssV4>',
            '<cvssV2><score>9.3</score><severity>HIGH</severity></cvssV2><cvssV3><baseScore>5.5</baseScore><baseSeverity></baseSeverity></cvssV3>',
            '<cvssV2><score>10.0</score><severity>HIGH</severity></cvssV2>',
            '<severity unscored="true">moderate</severity>',
            '<cvssScore>7.5</cvssScore><severity>High</severity>',
            '<severity unscored="true">Unknown</severity>',
            '',
          ]
            .map((inside) => vulnerability(inside))
            .join('\n'),
        ),
      ),
      expected: ['critical', 'medium', 'critical', 'medium', 'high', 'unknown', 'unknown'].map(
        (severity) => `${severity} dependency CVE-2024-1 ${PACKAGE}`,
      ),
      runs: ['dependency-check 12.1.0 (dependencies)'],
    },
    {
      name: 'suppressed and exploited vulnerabilities',
      document: report(
        dependency(
          vulnerability('<severity>LOW</severity><notes>not used</notes>', 'suppressedVulnerability') +
            vulnerability(
              '<knownExploitedVulnerability><name>another name</name></knownExploitedVulnerability><severity>HIGH</severity>',
            ),
        ),
      ),
      expected: [
        `low dependency CVE-2024-1 ${PACKAGE} (suppressed: external)`,
        `high dependency CVE-2024-1 ${PACKAGE}`,
      ],
    },
    {
      name: 'a clean scan',
      document: report(dependency('')),
      expected: [],
      runs: ['dependency-check 12.1.0 (dependencies)'],
    },
    {
      name: 'a scan of nothing, with exceptions, in an old namespace',
      document: report(
        '',
        '<analysisExceptions><exception><message>no network</message><cause><message>x</message></cause></exception></analysisExceptions>',
        'https://www.owasp.org/index.php/OWASP_Dependency_Check#1.2',
      ),
      expected: [],
      runs: ['dependency-check 12.1.0 (), 2 errors'],
    },
    {
      name: 'hostile names',
      document: report(
        '<dependency><fileName>a&#10;b</fileName><vulnerabilities><vulnerability><name>__proto__</name></vulnerability></vulnerabilities></dependency>',
      ),
      expected: ['unknown dependency __proto__ a b'],
    },
  ],
  refuses: [
    { name: 'no dependencies', document: `<analysis xmlns="${NAMESPACE}"></analysis>`, code: 'E_MALFORMED' },
    { name: 'a dependency without a name', document: report('<dependency></dependency>'), code: 'E_MALFORMED' },
    {
      name: 'a vulnerability without a name',
      document: report(dependency('<vulnerability><severity>HIGH</severity></vulnerability>')),
      code: 'E_MALFORMED',
    },
    {
      name: 'a vulnerability of no dependency',
      document: report(vulnerability('<severity>HIGH</severity>')),
      code: 'E_MALFORMED',
    },
    {
      name: 'a severity twice',
      document: report(dependency(vulnerability('<severity>HIGH</severity><severity>LOW</severity>'))),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'entities',
      document: `<!DOCTYPE analysis [<!ENTITY a "b">]>${report('').replace(/^<\?xml.*\?>/, '')}`,
      code: 'E_DOCTYPE',
    },
  ],
});

test('says which is exploited, and when the report was made', async () => {
  const inside = '<knownExploitedVulnerability><name>x</name></knownExploitedVulnerability>';
  const source = memorySource('a.xml', report(dependency(vulnerability(inside) + vulnerability(''))));
  const { findings, producedAt } = await dependencyCheckXml.read(source);
  expect(findings.map(({ isExploited }) => isExploited)).toEqual([true, undefined]);
  expect(producedAt).toBe(Date.parse('2026-11-20T13:30:00.123Z'));
});
