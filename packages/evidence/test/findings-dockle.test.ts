import { dockle } from '../src/findings/dockle.ts';
import { testFindingsReader } from './findings-table.ts';

const detail = (level: string, over: object = {}) => ({
  code: 'CIS-DI-0001',
  title: 'Create a user for the container',
  level,
  alerts: ['Last user should not be root'],
  ...over,
});
const report = (details: readonly { level?: string }[], over: object = {}) => {
  const count = (level: string) => details.filter((each) => each.level === level).length;
  const summary = { fatal: count('FATAL'), warn: count('WARN'), info: count('INFO'), skip: count('SKIP'), pass: 9 };
  return { image: 'shop:1.2', summary, details, ...over };
};

testFindingsReader(dockle, {
  reads: [
    {
      name: 'each level',
      document: report([
        detail('FATAL'),
        detail('WARN'),
        detail('INFO'),
        detail('SKIP'),
        detail('PASS'),
        detail('ODD'),
      ]),
      expected: [
        'high misconfiguration CIS-DI-0001 shop:1.2',
        'medium misconfiguration CIS-DI-0001 shop:1.2',
        'low misconfiguration CIS-DI-0001 shop:1.2',
        'unknown misconfiguration CIS-DI-0001 shop:1.2',
      ],
      runs: ['dockle (containers)'],
    },
    { name: 'a clean image', document: report([]), expected: [], runs: ['dockle (containers)'] },
    {
      name: 'an old version, which does not name the image',
      document: { summary: { fatal: 0, warn: 1, info: 0, pass: 1 }, details: [detail('WARN')] },
      expected: ['medium misconfiguration CIS-DI-0001'],
    },
    {
      name: 'a check that the settings ignore',
      document: report([detail('IGNORE')]),
      expected: ['unknown misconfiguration CIS-DI-0001 shop:1.2 (suppressed: external)'],
    },
    {
      name: 'no check at all',
      document: report([], { summary: { fatal: 0, warn: 0, info: 0, skip: 0, pass: 0 } }),
      expected: [],
      runs: ['dockle (containers), 1 errors'],
    },
    {
      name: 'credentials that an alert shows',
      document: report([
        detail('FATAL', {
          code: 'CIS-DI-0010',
          title: 'Do not store credential in environment variables/files',
          alerts: ['Suspicious ENV key found : DB_PASSWORD hunter2'],
        }),
      ]),
      expected: ['high misconfiguration CIS-DI-0010 shop:1.2'],
    },
  ],
  refuses: [
    { name: 'no details', document: { summary: { fatal: 0 } }, code: 'E_MALFORMED' },
    { name: 'no summary', document: { details: [] }, code: 'E_MALFORMED' },
    { name: 'a detail without a code', document: report([{ level: 'WARN' }]), code: 'E_MALFORMED' },
    {
      name: 'a detail without a level',
      document: report([{ ...detail('WARN'), level: 3 as never }]),
      code: 'E_MALFORMED',
    },
    {
      name: 'fewer details than the summary counts',
      document: report([detail('WARN')], { summary: { fatal: 1, warn: 1, info: 0, pass: 3 } }),
      code: 'E_CONTRADICTION',
    },
    {
      name: 'a summary of words',
      document: report([], { summary: { fatal: 'none', warn: 0, info: 0, pass: 3 } }),
      code: 'E_BAD_COUNT',
    },
  ],
  secrets: ['hunter2'],
});
