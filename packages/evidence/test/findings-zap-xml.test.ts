import { memorySource } from '../src/byte-source.ts';
import { zapXml } from '../src/findings/zap-xml.ts';
import { testFindingsReader } from './findings-table.ts';

const alert = (risk: string, inside = '') => `<alertitem><pluginid>10011</pluginid><alert>Cookie</alert>
<name>Cookie Without Secure Flag</name><riskcode>${risk}</riskcode><confidence>2</confidence><desc>&lt;p&gt;a&lt;/p&gt;</desc>
<instances><instance><uri>http://127.0.0.1/a?sid=hunter2</uri><evidence>hunter2</evidence></instance>
<instance><uri>http://127.0.0.1/b</uri></instance></instances><count>2</count>${inside}</alertitem>`;
const report = (alerts: string, before = '') =>
  `<?xml version="1.0"?><OWASPZAPReport programName="ZAP" version="2.16.1" generated="Fri, 20 Nov 2026 10:30:00" created="2026-11-20T09:30:00.007Z">${before}<site name="http://127.0.0.1" host="127.0.0.1" port="80" ssl="false"><alerts>${alerts}</alerts></site></OWASPZAPReport>`;

testFindingsReader(zapXml, {
  reads: [
    {
      name: 'each risk',
      document: report(['3', '2', '1', '0', '9'].map((risk) => alert(risk)).join('\n')),
      expected: ['high', 'medium', 'low', 'info', 'unknown'].map(
        (severity) => `${severity} web 10011 http://127.0.0.1/a?sid`,
      ),
      runs: ['zap 2.16.1 (dast)'],
    },
    {
      name: 'a false positive, and an alert of an old version',
      document: report(
        `${alert('1', '<alertRef>10011-2</alertRef>').replace('<confidence>2', '<confidence>0')}<alertitem><pluginid>1</pluginid><alert>Old</alert><riskcode>3</riskcode><uri>http://127.0.0.1/old</uri></alertitem><alertitem><pluginid>2</pluginid><alert>Older</alert><riskcode>3</riskcode></alertitem>`,
      ),
      expected: [
        'low web 10011-2 http://127.0.0.1/a?sid (suppressed: external)',
        'high web 1 http://127.0.0.1/old',
        'high web 2 http://127.0.0.1',
      ],
    },
    { name: 'a clean site', document: report(''), expected: [], runs: ['zap 2.16.1 (dast)'] },
    {
      name: 'an alert in a comment',
      document: report(`<!-- ${alert('3')} -->`),
      expected: [],
    },
    {
      name: 'a scan that reached nothing',
      document: '<OWASPZAPReport version="2.16.1"/>',
      expected: [],
      runs: ['zap 2.16.1 (), 1 errors'],
    },
    {
      name: 'what ZAP noticed about its run',
      document: report(
        '',
        '<insights><insight><level>High</level><reason>Exceeded High</reason><site></site><description>Percentage of network failures</description><statistic>63</statistic></insight><insight><reason>Informational</reason><site>http://127.0.0.1</site></insight></insights>',
      ),
      expected: [],
      runs: ['zap 2.16.1 (dast), 1 errors'],
    },
    {
      name: 'hostile names',
      document: report(
        '<alertitem><pluginid>__proto__</pluginid><alert>a&#10;b</alert><riskcode>constructor</riskcode></alertitem>',
      ),
      expected: ['unknown web __proto__ http://127.0.0.1'],
    },
  ],
  refuses: [
    {
      name: 'an alert without a plugin',
      document: report('<alertitem><riskcode>1</riskcode></alertitem>'),
      code: 'E_MALFORMED',
    },
    {
      name: 'an alert without a risk',
      document: report('<alertitem><pluginid>1</pluginid></alertitem>'),
      code: 'E_MALFORMED',
    },
    { name: 'a risk twice', document: report(alert('3', '<riskcode>0</riskcode>')), code: 'E_CONTRADICTION' },
    {
      name: 'entities',
      document: '<!DOCTYPE OWASPZAPReport [<!ENTITY a "b">]><OWASPZAPReport/>',
      code: 'E_DOCTYPE',
    },
  ],
  secrets: ['hunter2'],
});

test('counts the places of an alert', async () => {
  const { findings, producedAt } = await zapXml.read(memorySource('zap.xml', report(alert('1'))));
  expect(findings[0]?.title).toBe('Cookie Without Secure Flag (2 places)');
  expect(producedAt).toBe(Date.parse('2026-11-20T09:30:00.007Z'));
});
