import { testComment } from '../../../packages/tooling/src/runner-harness/index.ts';

testComment('security-gate', {
  inputs: { 'max-high': '0', reports: 'audit.sarif' },
  files: {
    'audit.sarif': JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'gosec' } }, results: [{ ruleId: 'G402', level: 'error' }] }],
    }),
  },
  shown: 'G402',
});
