import * as v from 'valibot';
import { cutText, plainText } from '../plain-text.ts';
import type { Plan, PlanCommand } from '../plan.ts';
import type { PlanRepository } from '../plan-repository.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { placeInCommand } from '../plan-text.ts';

type Component = PlanRepository['components'][number];

/** The plan of a component rolls back that component: plans are copied, and names stay behind. */
export const wrongComponent = definePlanRule({
  id: 'wrong-component',
  about: 'The plan of a component does not roll back another one.',
  why: 'Plans are copied. A name that stayed behind rolls back a healthy service, and leaves the broken one.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan, repository: { components } }) {
    if (components.length < 2) return { notApplicable: 'There are no components to mix up.' };
    const own = ownComponent(plan, components);
    if (!own || namesBelowTitle(plan, own)) return [];
    const others = components.filter(({ name }) => name !== own.name && !contains(name, own.name));
    const title = plan.sectionTitle ?? plan.title;
    const isTitled = contains(title, own.name);
    const inTitle = isTitled ? undefined : others.find(({ name }) => isNamed(title, name));
    if (inTitle) return [{ line: plan.line, ...wording(own, inTitle) }];
    return inCommands(plan, own, others).slice(0, 1);
  },
});

/** The component whose folder holds the plan, the innermost; else the only one that the title names. */
function ownComponent({ path, title, sectionTitle }: Plan, components: readonly Component[]): Component | undefined {
  const around = components
    .filter((one) => one.path !== '' && one.path !== '.' && path.startsWith(`${one.path.replace(/^\.\/|\/$/g, '')}/`))
    .sort((a, b) => b.path.length - a.path.length);
  if (around[0]) return around[0];
  const named = components.filter(({ name }) => isNamed(sectionTitle ?? title, name));
  return named.length === 1 ? named[0] : undefined;
}

/** Commands that bring another component back. */
const BRINGS_BACK =
  /\broll(?:back|out)\b|\bundo\b|\bdeploy|\bset image\b|\brestart\b|\bscale\b|\bpull\b|\bupdate-service\b|\bpromote\b|\bup -d\b|\bhelm\b|\bupgrade\b|\brevert\b/i;

function inCommands(plan: Plan, own: Component, others: readonly Component[]): PlanProblem[] {
  return plan.commands.flatMap((command): PlanProblem[] => {
    const other = BRINGS_BACK.test(command.text.slice(0, 2000)) ? otherIn(command, others) : undefined;
    return other ? [{ ...placeInCommand(plan, command, other.name), ...wording(own, other) }] : [];
  });
}

function otherIn({ text }: PlanCommand, others: readonly Component[]): Component | undefined {
  return others.find(({ name }) => isNamed(text.slice(0, 2000), name));
}

function wording(own: Component, other: Component): Pick<PlanProblem, 'message' | 'fix'> {
  const [mine, theirs] = [own, other].map(({ name }) => cutText(plainText(name), 60));
  return {
    message: `it is the plan of ${mine} and names ${theirs} as what to roll back, but never ${mine}`,
    fix: `Put ${mine} in its place, or say what ${theirs} has to do with it.`,
  };
}

/** Whether anything but the title names a component, in whatever spelling. */
function namesBelowTitle({ blocks }: Plan, { name }: Component): boolean {
  return blocks.some(
    ({ text, spans }, at) =>
      at > 0 && (contains(text, name) || spans.some(({ href }) => href !== undefined && contains(href, name))),
  );
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

function contains(text: string, name: string): boolean {
  return plain(text).includes(plain(name));
}

/** Whether a text names a component as a word of its own: `shop-admin` does not name `shop`. */
function isNamed(text: string, name: string): boolean {
  if (name.length < 3) return false;
  const [whole, word] = [text.toLowerCase(), name.toLowerCase()];
  for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + 1))
    if (
      !/[\w-]$/.test(whole.slice(Math.max(0, at - 1), at)) &&
      !/^[\w-]/.test(whole.slice(at + word.length, at + word.length + 1))
    )
      return true;
  return false;
}
