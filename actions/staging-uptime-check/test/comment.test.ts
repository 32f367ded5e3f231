import { testComment } from '../../../packages/tooling/src/runner-harness/index.ts';

testComment('staging-uptime-check', {
  inputs: { threshold: '99.5', window: '1h', 'as-of': '2026-11-20T12:00:00Z', 'history-file': 'history.csv' },
  files: { 'history.csv': 't,up\n2026-11-20T11:00:00Z,up\n2026-11-20T11:20:00Z,down\n2026-11-20T11:40:00Z,up\n' },
  shown: '66.66 %',
  tokenInput: 'github-token',
});
