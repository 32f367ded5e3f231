import * as v from 'valibot';
import { placedCommands } from '../command-places.ts';
import { referencesOf } from '../command-references.ts';
import { REFERENCE_KINDS } from '../dead-reference.ts';
import { cutText, plainText } from '../plain-text.ts';
import type { Plan } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { placeInCommand } from '../plan-text.ts';

/** Scripts, files, make targets and npm scripts that commands name are in the repository. */
export const deadPath = definePlanRule({
  id: 'dead-path',
  about: 'Scripts, files and targets that commands name exist in the repository.',
  why: 'Scripts are renamed and nobody thinks of the plan. The first to notice is whoever rolls back.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan, repository }) {
    if (!repository.isKnown) return { notApplicable: 'Nothing is known of the repository.' };
    const problems = new Map<string, PlanProblem>();
    for (const placed of placedCommands(plan, repository)) {
      if (placed.place.isElsewhere) continue;
      for (const reference of referencesOf(placed.words)) {
        const key = `${placed.command.line}:${reference.name}`;
        const kind = REFERENCE_KINDS[reference.kind];
        if (problems.has(key) || !kind.isDead(reference, placed, repository)) continue;
        const close = problems.size < MOST_SUGGESTED ? kind.closeTo(reference, repository) : undefined;
        problems.set(key, {
          ...placeInCommand(plan, placed.command, reference.name),
          message: `${kind.missing} ${JSON.stringify(cutText(plainText(reference.name), 80))}`,
          fix: close === undefined ? 'Correct the name, or add what it names.' : `Did you mean \`${close}\`?`,
        });
      }
    }
    return problems.size === 0 ? [] : offServers(plan, [...problems.values()]);
  },
});

/** Problems that get a suggestion: looking for one takes its time. */
const MOST_SUGGESTED = 50;

/** Without those below a sentence that leads to a machine: what is there nobody knows here. */
function offServers({ blocks, sections }: Plan, problems: readonly PlanProblem[]): PlanProblem[] {
  const ranges = blocks
    .filter(({ kind, text }) => kind !== 'code' && ON_SERVER.test(text.slice(0, 1000)))
    .map(({ line, section }) => ({ line, endLine: sections[section]?.endLine ?? line }));
  let [next, end] = [0, 0];
  return [...problems]
    .sort((a, b) => a.line - b.line)
    .filter(({ line }) => {
      for (; (ranges[next]?.line ?? Number.POSITIVE_INFINITY) <= line; next++)
        end = Math.max(end, (ranges[next] as { endLine: number }).endLine);
      return line > end;
    });
}

const ON_SERVER =
  /\bssh\b|\bon (?:the|each|every|all|a) (?:[\w-]+ ){0,3}(?:servers?|hosts?|machines?|nodes?|vms?|instances?|bastion)\b|\blog(?:ged)? ?(?:in|on)(?:to| to)\b|auf dem (?:\w+ )?Server|sur le serveur|en el servidor|no servidor|на сервере|sunucuda|på servern|na serwerze|服务器上/i;
