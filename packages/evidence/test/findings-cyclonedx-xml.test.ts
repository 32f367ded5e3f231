import { cyclonedxXml } from '../src/findings/cyclonedx-xml.ts';
import { testFindingsReader } from './findings-table.ts';

const LODASH =
  '<component type="library" bom-ref="a"><name>lodash</name><version>4.17.1</version><description>x</description>' +
  '<licenses><license><text>long</text></license></licenses><purl>pkg:npm/lodash@4.17.1</purl></component>';
const vulnerability = ({
  id = '<id>CVE-2026-1</id>',
  ratings = '<rating><severity>high</severity></rating>',
  rest = '',
}) =>
  `<vulnerability>${id}<ratings>${ratings}</ratings><description>Prototype pollution.</description>${rest}` +
  '<affects><target><ref>a</ref><versions><version><version>4</version></version></versions></target></affects></vulnerability>';
const bom = (inside: string, { components = LODASH, metadata = '', version = '1.6' } = {}) =>
  `<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1">${metadata}` +
  `<components>${components}</components>${inside}</bom>\n`;
const list = (...entries: readonly string[]) => `<vulnerabilities>${entries.join('')}</vulnerabilities>`;
const rated = (ratings: string) => vulnerability({ ratings });
const analysed = (analysis: string) => vulnerability({ rest: `<analysis>${analysis}</analysis>` });
const line = (severity: string, rest = '') => `${severity} dependency CVE-2026-1 lodash@4.17.1${rest}`;
const extension = (attributes: string, ratings: string) =>
  `<v:vulnerabilities xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"><v:vulnerability${attributes}>` +
  `<v:id>CVE-2026-1</v:id><v:source name="NVD"><v:url>https://nvd.example/1</v:url></v:source>` +
  `<v:ratings>${ratings}</v:ratings><v:recommendations><v:recommendation>Upgrade</v:recommendation></v:recommendations>` +
  '<v:advisories><v:advisory>https://a.example</v:advisory></v:advisories></v:vulnerability></v:vulnerabilities>';
const SCORE =
  '<v:rating><v:score><v:base>9.8</v:base><v:impact>5.9</v:impact></v:score><v:method>CVSSv3</v:method></v:rating>';

testFindingsReader(cyclonedxXml, {
  reads: [
    {
      name: 'a vulnerability',
      document: bom(list(vulnerability({}))),
      expected: [line('high')],
      runs: ['cyclonedx (dependencies)'],
    },
    {
      name: 'ratings',
      document: bom(
        list(
          rated('<rating><severity>low</severity></rating><rating><score>9.8</score><method>CVSSv31</method></rating>'),
          rated('<rating><score>9.8</score><method>OWASP</method></rating>'),
          rated('<rating><method>CVSSv3</method><vector>AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H</vector></rating>'),
          rated('<rating><severity>low</severity><severity>high</severity></rating>'),
          rated(''),
        ),
      ),
      expected: ['critical', 'unknown', 'critical', 'unknown', 'unknown'].map((severity) => line(severity)),
    },
    {
      name: 'states of an analysis',
      document: bom(
        list(
          analysed('<state>resolved</state>'),
          analysed('<state>not_affected</state><justification>code_not_present</justification>'),
          analysed('<state>not_affected</state>'),
          analysed('<state>in_triage</state>'),
        ),
      ),
      expected: [
        line('high', ' (suppressed: external)'),
        line('high', ' (suppressed: external)'),
        line('high'),
        line('high'),
      ],
    },
    {
      name: 'nested components and the tool that wrote it',
      document: bom(list(vulnerability({ rest: '<recommendation>Upgrade to version 5.0.</recommendation>' })), {
        components: `<component bom-ref="b"><name>outer</name><components>${LODASH}</components></component>`,
        metadata:
          '<metadata><timestamp>2026-11-20T09:30:00Z</timestamp><tools><components><component><name>trivy</name>' +
          '<version>0.58</version></component></components></tools><component bom-ref="app"><name>shop</name></component></metadata>',
      }),
      expected: [line('high', ' -> 5.0')],
      runs: ['trivy 0.58 (dependencies)'],
    },
    {
      name: 'a tool up to version 1.4',
      document: bom(list(), {
        metadata:
          '<metadata><tools><tool><vendor>a</vendor><name>x</name></tool><tool><name>grype</name></tool></tools></metadata>',
      }),
      expected: [],
      runs: ['grype (dependencies)'],
    },
    { name: 'an inventory', document: bom('', { version: '1.0' }), expected: [], runs: ['cyclonedx ()'] },
    {
      name: 'a scan of nothing',
      document: bom(list(), { components: '', metadata: '<metadata><component><name>a</name></component></metadata>' }),
      expected: [],
      runs: ['cyclonedx (), 1 errors'],
    },
    {
      name: 'the extension at the end',
      document: bom(extension(' ref="a"', SCORE), { version: '1.2' }),
      expected: [line('critical')],
      runs: ['cyclonedx (dependencies)'],
    },
    {
      name: 'the extension in a component',
      document: bom('', {
        version: '1.1',
        components: LODASH.replace(
          '</component>',
          `${extension('', '<v:rating><v:severity>Low</v:severity></v:rating>')}</component>`,
        ),
      }),
      expected: [line('low')],
    },
    {
      name: 'the extension in a component without a reference',
      document: bom('', {
        components: LODASH.replace(' bom-ref="a"', '').replace('</component>', `${extension('', '')}</component>`),
      }),
      expected: [line('unknown')],
    },
    {
      name: 'a vulnerability in another place',
      document: bom(`<more>${vulnerability({})}</more>`),
      expected: [line('high')],
      runs: ['cyclonedx (dependencies)'],
    },
    {
      name: 'a prefix',
      document: bom(list(vulnerability({})))
        .replace('xmlns=', 'xmlns:c=')
        .replace(/<(\/?)(?!\?)/g, '<$1c:'),
      expected: [line('high')],
    },
    {
      name: 'hostile names',
      document: bom(list(vulnerability({ rest: '<__proto__><id>x</id></__proto__><constructor name="y"/>' }))),
      expected: [line('high')],
    },
  ],
  refuses: [
    { name: 'version 2', document: bom(list(), { version: '2.0' }), code: 'E_WRONG_FORMAT' },
    { name: 'another root', document: '<project/>', code: 'E_WRONG_FORMAT' },
    { name: 'a vulnerability without an id', document: bom(list(vulnerability({ id: '' }))), code: 'E_MALFORMED' },
    { name: 'two ids', document: bom(list(vulnerability({ id: '<id>A</id><id>B</id>' }))), code: 'E_MALFORMED' },
    {
      name: 'a target without a reference',
      document: bom(list('<vulnerability><id>A</id><affects><target/></affects></vulnerability>')),
      code: 'E_MALFORMED',
    },
    { name: 'entities', document: `<!DOCTYPE bom [<!ENTITY a "b">]>${bom('').slice(22)}`, code: 'E_DOCTYPE' },
  ],
});
