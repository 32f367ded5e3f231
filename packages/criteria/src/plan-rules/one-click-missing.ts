import * as v from 'valibot';
import type { Plan, PlanBlock, PlanCommand } from '../plan.ts';
import { foldedText } from '../plan-anatomy.ts';
import { commandEffect } from '../plan-command-effect.ts';
import type { DeployWorkflow } from '../plan-repository.ts';
import { definePlanRule } from '../plan-rule.ts';

/** There is one action that takes the release back: a workflow, a button, one command. Source: DevOps Maturity Model, level 3. */
export const oneClickMissing = definePlanRule({
  id: 'one-click-missing',
  about: 'The plan has a way back that takes one action: a workflow to start, a button, one command.',
  why: 'Each further action is one more that goes wrong at night.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan, repository: { deployWorkflows } }) {
    if (startsWorkflow(plan, deployWorkflows) || hasSingleCommand(plan) || hasButton(plan)) return [];
    const [workflow] = deployWorkflows.filter(({ isManual }) => isManual);
    const command = workflow ? `gh workflow run ${workflow.path.replace(/^.*\//, '')}` : 'helm rollback shop';
    return [
      {
        line: plan.line,
        message: 'no way back takes a single action',
        fix: `Offer one command, button or workflow that does it all, such as \`${command}\`, and name it first.`,
      },
    ];
  },
});

const START = /\bgh\s+workflow\s+run\b|\bgh\s+api\b.*\/dispatches\b|\bglab\s+ci\s+(?:run|trigger)\b/;

/** A command that starts a pipeline, or the name of a workflow of the repository that people can start. */
function startsWorkflow({ commands, blocks }: Plan, workflows: readonly DeployWorkflow[]): boolean {
  if (commands.some(({ text }) => START.test(text.slice(0, 2000)))) return true;
  const names = workflows
    .filter(({ isManual }) => isManual)
    .flatMap(({ path, name }) => [path.replace(/^.*\//, ''), ...(name.length >= SHORTEST_NAME ? [name] : [])])
    .map((name) => name.toLowerCase());
  return names.length > 0 && blocks.some(({ text, kind }) => kind !== 'heading' && namesOne(text.toLowerCase(), names));
}

/** Shorter names of workflows (`CI`) are words that stand anywhere. */
const SHORTEST_NAME = 6;

function namesOne(text: string, names: readonly string[]): boolean {
  return names.some((name) => text.includes(name)) && /workflow|action|run|start|trigger|dispatch|\.ya?ml/.test(text);
}

/** Commands that take a release back by themselves. */
const WAY_BACK =
  /^(?:sudo\s+)?(?:kubectl\s.*\brollout\s+undo|helm\s+(?:\S+\s+)*rollback|argocd\s+app\s+rollback|kubectl\s+argo\s+rollouts\s+(?:undo|abort)|(?:npx\s+)?(?:vercel|wrangler|netlify|kamal|heroku|railway|cf|octopus)\s(?:.*[\s:])?rollback|heroku\s+releases:rollback|vercel\s+promote|fly(?:ctl)?\s+(?:deploy|releases)\b.*(?:--image|rollback)|gcloud\s.*\bupdate-traffic\b|nomad\s+job\s+revert|eb\s+deploy\s+--version|docker\s+service\s+rollback|cap\s+\S+\s+deploy:(?:rollback|revert)|dep\s+rollback|(?:make|just|task|rake|npm\s+run|yarn|pnpm(?:\s+run)?)\s+[\w:-]*(?:rollback|revert|undo)|(?:(?:ba|z)?sh\s+|python3?\s+|node\s+)?[\w./-]*(?:rollback|roll-back|revert)[\w-]*(?:\.\w+)?(?:\s|$))/;

/** A section or a procedure in which one command does it, and the others only look. */
function hasSingleCommand({ commands, procedures, blocks }: Plan): boolean {
  const ways = new Set(commands.filter(({ text }) => WAY_BACK.test(text.slice(0, 2000))));
  if (ways.size === 0) return false;
  const bySection = new Map<number, PlanCommand[]>();
  for (const one of commands) {
    const known = bySection.get(one.section);
    if (known) known.push(one);
    else bySection.set(one.section, [one]);
  }
  const inProcedures = procedures.map(({ steps }) =>
    steps.flatMap((step) => step.commands.flatMap((at) => commands[at] ?? [])),
  );
  // Most commands stand in a section and in a procedure.
  const known = new Map<PlanCommand, boolean>();
  const isActing = (one: PlanCommand): boolean => {
    const is = known.get(one) ?? commandEffect(one.text, one.language) !== 'reads';
    known.set(one, is);
    return is;
  };
  return [...bySection.values(), ...inProcedures].some((some) => isSingle(some, { ways, isActing, blocks }));
}

interface Surroundings {
  readonly ways: ReadonlySet<PlanCommand>;
  readonly isActing: (command: PlanCommand) => boolean;
  readonly blocks: readonly PlanBlock[];
}

/** One command, or several in one sentence of which one is enough: `make rollback` or `kubectl rollout undo ...`. */
function isSingle(some: readonly PlanCommand[], { ways, isActing, blocks }: Surroundings): boolean {
  if (!some.some((one) => ways.has(one)) || some.some((one) => !ways.has(one) && isActing(one))) return false;
  const acting = some.filter(isActing);
  const [first] = acting;
  if (!first || acting.length === 1) return first !== undefined;
  const isOneSentence = acting.every(({ block, language }) => block === first.block && language === 'inline');
  return (
    isOneSentence && /\b(?:or|oder|ou|o|lub|eller|veya|или)\b|或/u.test(foldedText(blocks[first.block]?.text ?? ''))
  );
}

/** `Click "Promote"`, `Actions > Rollback > Run workflow`, `**Redeploy**`. */
const BUTTON =
  /\b(?:run workflow|re-?run (?:job|workflow)|(?:click|press|hit|select|choose)\b[^.;]{0,60}\b(?:promote|redeploy|rollback|roll back|revert|re-?run|publish deploy|run workflow)\b|instant rollback|(?:rollback|roll back|redeploy|promote|revert) button)|(?:>|→|»|›)\s*["“*]?(?:promote|redeploy|rollback|roll back|revert|run workflow|publish deploy)/u;

/** What each of them has: most texts have none, and need not be folded. */
const BUTTON_HINT = /workflow|re-?run|promote|redeploy|roll ?back|revert|publish deploy/i;

function hasButton({ blocks }: Plan): boolean {
  return blocks.some(
    ({ kind, text }) =>
      kind !== 'code' && kind !== 'heading' && BUTTON_HINT.test(text) && BUTTON.test(foldedText(text)),
  );
}
