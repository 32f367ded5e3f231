import * as v from 'valibot';
import type { Plan, PlanProcedure, PlanStep } from '../plan.ts';
import { foldedText, stepBlocks, stepName } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';
import { changeVerb } from '../plan-step-words.ts';

/** A step that a machine has to carry out says how: a command, a link, or where to click. */
export const stepWithoutCommand = definePlanRule({
  id: 'step-without-command',
  about: 'Each step that a machine has to carry out has its command, link or place to click.',
  why: 'What "Restore the database" says is an aim. Who reads it at night needs to know what to type.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    let details: ReadonlySet<string> | undefined;
    const isDetailed = ({ text }: PlanStep): boolean => {
      details ??= detailedElsewhere(plan);
      return keysOf(text).some((key) => details?.has(key));
    };
    return plan.procedures.flatMap((procedure) => {
      if (isFollowedByCommands(procedure) || isAutomatic(plan, procedure)) return [];
      return procedure.steps
        .filter((step) => isBare(plan, step) && !isDetailed(step))
        .map((step) => ({
          line: step.line,
          message: `${stepName(step)} says what to do, but neither a command nor where to click`,
          fix: 'Write the command behind it in a code span, such as `docker compose restart web`, or the way through the menus: "Actions > Deploy > Run workflow".',
        }));
    });
  },
});

/** Where to click, a file, an address, a program, or where it is described. */
const HOW =
  /https?:\/\/|\p{L}\s+(?:>|→|➔|»|›|->)\s+\p{L}|[“"«„]|\b(?:button|menu|tab|console|dashboard|portal|panel|web ui|ui|click|press|menü|knopf|schaltfläche|bouton|botón|botão|кнопк\p{L}*|düğme\p{L}*|knappen?|przycisk\p{L}*)\b|按钮|\b(?:see|below|above|section|appendix|runbook|playbook|described|same way|siehe|unten|oben|voir|ver|см|bkz|aşağıda|nedan|poniżej)\b|\w\/\w|\w\.(?:sh|py|js|ts|sql|ya?ml|ps1|rb)\b|\b(?:kubectl|helm|docker|git|terraform|ansible|systemctl|npm|yarn|make|gh|aws|gcloud|az|psql|alembic|flyway|vercel|heroku)\s+[\w-]/iu;

function isBare(plan: Plan, step: PlanStep): boolean {
  if (step.commands.length > 0 || changeVerb(step.text) === undefined) return false;
  // A comment in a fence has no blocks of its own: its commands stand below it.
  const blocks = stepBlocks(plan, step);
  const [own] = blocks;
  const isShown = blocks.some(
    ({ kind, spans }) => kind === 'code' || spans.some((span) => span.kind !== 'strong' && span.kind !== 'html'),
  );
  if (isShown || blocks.some(({ text }) => HOW.test(text.slice(0, 2000)))) return false;
  // Bold at the start is a label; further on it is what to click.
  return !own?.spans.some(({ kind, text }) => kind === 'strong' && own.text.indexOf(text) > 0);
}

/** An overview, whose commands follow all together behind it: nobody has to guess them. */
function isFollowedByCommands({ steps }: PlanProcedure): boolean {
  const last = steps.at(-1);
  if (!last || steps.slice(0, -1).some(({ commands }) => commands.length > 0)) return false;
  return last.commands.length >= steps.length;
}

/** `Argo CD will then:` tells what happens by itself. */
function isAutomatic({ blocks }: Plan, { steps: [first] }: PlanProcedure): boolean {
  const before = blocks[(first?.blocks[0] ?? 0) - 1];
  const plain = before?.kind === 'paragraph' ? foldedText(before.text) : '';
  return /\bautomatically\b|\b(?:will(?: then)?(?: also)?|does the following|happens)\s*:?$/.test(plain);
}

/** First words of headings and bold labels: an overview needs no commands when its steps are described below. */
function detailedElsewhere({ sections, procedures, blocks }: Plan): ReadonlySet<string> {
  const titled = procedures.filter(({ form }) => form === 'numbered-heading' || form === 'bold-label');
  const steps = new Set(titled.flatMap((one: PlanProcedure) => one.steps.map(({ line }) => line)));
  const titles = sections.filter(({ heading, line }) => heading >= 0 && !steps.has(line) && blocks[heading]);
  return new Set(
    titles
      .map(({ title }) => title)
      .concat(titled.flatMap((one) => one.steps.filter(({ commands }) => commands.length > 0).map(({ text }) => text)))
      .flatMap(keysOf),
  );
}

/** Pairs of the verb with each of the words behind it. */
function keysOf(text: string): string[] {
  const [verb, ...others] = foldedText(text.slice(0, 160))
    .replace(/^[^\p{L}]*(?:step|phase|schritt|etape|paso|passo|шаг|adim|steg|krok)\s*\d+/u, '')
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => /\p{L}/u.test(word) && !/^(?:the|all|to|a|an|die|der|das|le|la|les|el|los|o|os)$/.test(word));
  return verb === undefined ? [] : others.slice(0, 6).map((word) => `${verb} ${word}`);
}
