import { pick, random, words } from './random.ts';

/** Whether each part of a generated plan is in order, or has a problem in nearly every block. */
export type PlanQuality = 'sound' | 'faulty';

/** Markdown of about `bytes` with one rollback plan: many ways back, each with its steps, fences, tables and lists. */
export function onePlan(bytes: number, quality: PlanQuality): string {
  const next = random(20261125);
  const parts = [`# Rollback of the shop\n\n${triggers(next)}`];
  for (let size = 0, part = 1; size < bytes; part++) {
    const text = procedure(next, part, 2, quality);
    parts.push(text);
    size += text.length;
  }
  return `${parts.join('\n')}\n`;
}

/** A deployment guide of about `bytes` with `count` parts that are rollback plans, and as many that are none. */
export function manyPlans(bytes: number, count: number): string {
  const next = random(20261126);
  const parts = ['# Deployment of the shop\n'];
  const size = Math.floor(bytes / count);
  for (let part = 1; part <= count; part++) {
    const plan = `## Rollback of service ${part}\n\n${triggers(next)}\n${procedure(next, part, 3, 'sound')}`;
    parts.push(plan, `## Background of service ${part}\n`);
    for (let rest = size - plan.length; rest > 0; rest -= 600) parts.push(`${words(next, 100)}.\n`);
  }
  return `${parts.join('\n')}\n`;
}

function triggers(next: () => number): string {
  return `**Trigger conditions:**

- Error rate above ${pick(next, ['1', '2', '5'])} % for 5 minutes
- The 95th percentile of the response time above ${pick(next, ['500 ms', '2x the baseline', '1 s'])} for 10 minutes
- The health check fails three times in a row
`;
}

function procedure(next: () => number, part: number, level: number, quality: PlanQuality): string {
  const isFaulty = quality === 'faulty';
  const marks = '#'.repeat(level);
  return `${marks} Way back ${part}: ${words(next, 4)}

Estimated time: ${10 + (part % 5)} minutes. ${words(next, 40)}, see [the dashboard of part ${part}](#steps-of-way-back-${part}).

> Never use \`:latest\` here; ${words(next, 20)}.

${marks}# Steps of way back ${part}

1. Stop the workers (2 min)

   \`\`\`${isFaulty ? '' : 'bash'}
   # ${words(next, 6)}
   docker compose stop worker-${part}${isFaulty ? ' <name>' : ''}
   kubectl --namespace shop scale deployment/worker-${part} --replicas=0 \\
     --timeout 15m
   \`\`\`

2. Save the database with \`pg_dump --file backup-${part}.sql shop\` (3 min)
   - ${words(next, 12)}
   - ${words(next, 10)}
     1. ${words(next, 8)}
     2. ${words(next, 8)}
${isFaulty ? '4' : '3'}. ${isFaulty ? `TBD: ${words(next, 5)}` : `Take the schema back: \`alembic downgrade -1\``} (2 min)
4. ${isFaulty ? 'Deploy the image `shop:latest`' : `Deploy the release before: \`helm rollback shop-${part} 0\``} (3 min)
5. Check that it answers: \`curl --fail http://localhost:80${part % 10}/health\` prints \`ok\`

${isFaulty ? 'If there are problems, decide yes/no with [insert name]. ' : ''}${words(next, 60)}.

| Role | Who | Channel |
| --- | --- | --- |
| Owner | @shop/${pick(next, ['payments', 'search', 'orders'])} | #shop-${part} |
| On call | ${words(next, 3)} | ${isFaulty ? 'https://wiki.example.com/on-call' : 'the pager'} |

- [x] ${words(next, 7)}
- [ ] ${words(next, 7)}

<!-- ${words(next, 12)} -->
`;
}
