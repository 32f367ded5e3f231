import { testComment } from '../../../packages/tooling/src/runner-harness/index.ts';

testComment('rollback-plan-lint', {
  inputs: { require: 'tested-missing' },
  files: { 'ROLLBACK.md': '# Rollback\n\n1. Deploy the previous release: `make rollback`\n' },
  shown: 'ROLLBACK.md',
});
