import { memorySource } from '@maturity-actions/evidence';
import { lcov } from '../src/coverage/lcov.ts';

test('reads lines and branches', async () => {
  const report = await lcov.read(
    memorySource('a.info', 'TN:\nSF:a.ts\nDA:1,1\nDA:2,0\nBRDA:1,0,0,1\nBRDA:1,0,1,-\nend_of_record\n'),
  );
  expect(report.files.get('a.ts')?.counts()).toEqual({
    line: { covered: 1, total: 2, partial: 1 },
    branch: { covered: 1, total: 2 },
    function: null,
    statement: null,
  });
});
