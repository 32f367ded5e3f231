import { memorySource } from '../src/byte-source.ts';
import { zap } from '../src/findings/zap.ts';
import { testFindingsReader } from './findings-table.ts';

const alert = (over: object = {}) => ({
  pluginid: '10055',
  alertRef: '10055-4',
  alert: 'CSP: Wildcard Directive',
  name: 'CSP: Wildcard Directive',
  riskcode: '2',
  confidence: '3',
  desc: '<p>...</p>',
  instances: [
    { uri: 'http://user:hunter2@127.0.0.1/a;jsessionid=hunter2?token=hunter2&id=1#x', evidence: 'hunter2' },
    { uri: 'http://127.0.0.1/b' },
  ],
  count: '2',
  ...over,
});
const report = (alerts: unknown, over: object = {}) => ({
  '@programName': 'ZAP',
  '@version': '2.16.1',
  '@generated': 'Fri, 20 Nov 2026 10:30:00',
  created: '2026-11-20T09:30:00.007472780Z',
  site: [{ '@name': 'http://127.0.0.1', '@host': '127.0.0.1', alerts }],
  ...over,
});

testFindingsReader(zap, {
  reads: [
    {
      name: 'each risk',
      document: report(['3', '2', '1', '0', '4'].map((riskcode) => alert({ riskcode }))),
      expected: ['high', 'medium', 'low', 'info', 'unknown'].map(
        (severity) => `${severity} web 10055-4 http://127.0.0.1/a?token&id`,
      ),
      runs: ['zap 2.16.1 (dast)'],
    },
    {
      name: 'a false positive, and an alert of an old version without instances',
      document: report([alert({ confidence: '0' }), alert({ alertRef: undefined, instances: [] })]),
      expected: [
        'medium web 10055-4 http://127.0.0.1/a?token&id (suppressed: external)',
        'medium web 10055 http://127.0.0.1',
      ],
    },
    { name: 'a clean site', document: report([]), expected: [], runs: ['zap 2.16.1 (dast)'] },
    {
      name: 'a single site without a list',
      document: report([], { site: { '@name': 'http://127.0.0.1', alerts: [alert()] } }),
      expected: ['medium web 10055-4 http://127.0.0.1/a?token&id'],
    },
    {
      name: 'a scan that reached nothing',
      document: report([], {
        site: [],
        insights: [
          { level: 'High', reason: 'Exceeded High', description: 'Percentage of network failures', statistic: '63' },
          { level: 'Info', reason: 'Informational', description: 'Percentage of responses', statistic: '84' },
        ],
      }),
      expected: [],
      runs: ['zap 2.16.1 (), 2 errors'],
    },
    {
      name: 'hostile names',
      document: report([
        alert({ pluginid: '__proto__', alertRef: 'constructor', riskcode: '__proto__', instances: 7 }),
      ]),
      expected: ['unknown web constructor http://127.0.0.1'],
    },
  ],
  refuses: [
    { name: 'no site', document: { '@version': '2.16.1' }, code: 'E_MALFORMED' },
    { name: 'alerts that are no list', document: report({}), code: 'E_MALFORMED' },
    { name: 'an alert without a plugin', document: report([alert({ pluginid: null })]), code: 'E_MALFORMED' },
    { name: 'an alert without a risk', document: report([alert({ riskcode: undefined })]), code: 'E_MALFORMED' },
    {
      name: 'alerts twice',
      document: '{"@version":"2","site":[{"alerts":[{}],"alerts":[]}]}',
      code: 'E_CONTRADICTION',
    },
    { name: 'a list', document: '[]', code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2', 'jsessionid'],
});

test('counts the places of an alert, and names it by its plugin too', async () => {
  const { findings, producedAt } = await zap.read(memorySource('zap.json', JSON.stringify(report([alert()]))));
  expect(findings[0]).toMatchObject({
    title: 'CSP: Wildcard Directive (2 places)',
    ids: ['10055-4', '10055'],
    placeId: 'CSP: Wildcard Directive',
  });
  expect(producedAt).toBe(Date.parse('2026-11-20T09:30:00.007Z'));
});
