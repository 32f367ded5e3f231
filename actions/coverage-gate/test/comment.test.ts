import { testComment } from '../../../packages/tooling/src/runner-harness/index.ts';

testComment('coverage-gate', {
  inputs: { line: '80' },
  files: { 'lcov.info': 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n' },
  shown: '50.00 %',
});
