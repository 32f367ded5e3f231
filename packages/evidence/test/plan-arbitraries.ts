import type { PlanElement } from '@maturity-actions/criteria';
import fc from 'fast-check';

/** A part of a plan that is in order by itself, and the must-haves that it is enough for. */
export interface PlanPiece {
  readonly title: string;
  readonly body: string;
  readonly holds: readonly PlanElement[];
}

/** Pieces of which none needs another one; the days are before the `now` of the tests. */
export const PIECES: readonly PlanPiece[] = [
  {
    title: 'Trigger conditions',
    body: '- Error rate above 5 % for 5 minutes\n- The health check fails three times in a row\n',
    holds: ['triggerConditions'],
  },
  {
    title: 'Steps',
    body: '1. Stop the workers: `docker compose stop worker`\n2. Deploy the release before: `make deploy VERSION=previous`\n',
    holds: ['numberedSteps', 'commands'],
  },
  {
    title: 'Database',
    body: 'Take the last migration back:\n\n```bash\nalembic downgrade -1\n```\n',
    holds: ['databaseRollback', 'commands'],
  },
  { title: 'Estimated time', body: '10 minutes\n', holds: ['estimatedTime'] },
  {
    title: 'Verification',
    body: '- `curl --fail http://localhost/health` answers with 200\n',
    holds: ['verification', 'commands'],
  },
  { title: 'Test record', body: 'Rollback tested on 2026-10-01 in staging.\n', holds: ['testedEvidence'] },
  { title: 'Background', body: 'The shop runs on two machines, and every release is an image.\n', holds: [] },
  { title: 'Owner', body: 'The team @org/shop answers for this plan.\n', holds: [] },
];

/** Some pieces in any order, each at most once. */
export const pieces: fc.Arbitrary<readonly PlanPiece[]> = fc.shuffledSubarray([...PIECES]);

/** A whole plan of pieces, with headings of this rank below its title. */
export function planText(some: readonly PlanPiece[], rank = 2): string {
  const title = `${'#'.repeat(rank - 1)} Rollback of the shop\n`;
  return [title, ...some.map(({ title, body }) => `${'#'.repeat(rank)} ${title}\n\n${body}`)].join('\n');
}

const WORDS =
  'Rollback,roll back,if,the error rate,above 5 %,5 minutes,10 min,Step 1:,1.,2.,Tested on 2026-10-01,2026-13-45,verify,database,backup,`make stop`,TODO,<version>,yes/no,N/A,Откат,回滚,owner,@team,https://example.com,[link](gone.md),![i](x),&amp;,\\,**bold**,*,_,~,$,|,é,\u0000,\u2028,😀'.split(
    ',',
  );
const STARTS =
  ',,,# ,## ,### 1. ,- ,- [ ] ,- [x] ,* ,1. ,2) ,> ,> - ,  ,    ,\t,```,```bash,~~~,---,===,| a | b |,|---|---|,<!-- ,-->,<details>,</details>,<!-- rollback-plan-lint-disable placeholder: asked for -->,[a]: b,**Triggers:** ,# 1. '.split(
    ',',
  );

const line = fc
  .tuple(fc.constantFrom(...STARTS), fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }))
  .map(([start, words]) => `${start}${words.join(' ')}`);

/** Lines of what Markdown and plans are made of, in no order that makes sense, joined by any line break. */
export const soup: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 40 }), fc.constantFrom('\n', '\n', '\r\n', '\r'))
  .map(([lines, end]) => lines.join(end));

/** A plan of pieces that is cut, doubled or mixed with soup at some line. */
export const damaged: fc.Arbitrary<string> = fc
  .tuple(pieces, soup, fc.nat({ max: 60 }), fc.boolean())
  .map(([some, mixed, at, isCut]) => {
    const lines = planText(some).split('\n');
    return [...lines.slice(0, at), mixed, ...(isCut ? [] : lines.slice(at))].join('\n');
  });
