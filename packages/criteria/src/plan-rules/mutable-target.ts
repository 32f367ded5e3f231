import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import type { Plan, PlanBlock, PlanCommand, PlanSection } from '../plan.ts';
import type { PlanRepository } from '../plan-repository.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import {
  isAside,
  isForbiddenCommand,
  isManifest,
  type RollbackTarget,
  targetOfLine,
  targetsOf,
} from '../plan-targets.ts';
import { placeInCommand } from '../plan-text.ts';

/** What a plan returns to is one certain version, and stays the same whatever is released. */
export const mutableTarget = definePlanRule({
  id: 'mutable-target',
  about: 'The plan returns to one certain version, not to whatever is newest.',
  why: '`latest` is the version that broke. A rollback has to name the one before, by its number or its digest.',
  severity: 'error',
  options: v.strictObject({}),
  find({ plan, repository }) {
    const subject: Subject = { plan, repository, workedOn: sectionsWorkedOn(plan) };
    const inCommands = plan.commands.flatMap((command) => inCommand(subject, command));
    const inFiles = plan.blocks.flatMap((block) => inFile(plan, block));
    return [...inCommands, ...inFiles].sort((a, b) => a.line - b.line);
  },
});

const MUTABLE = /^(?:origin\/|upstream\/)?(?:latest|main|master|stable|HEAD)$/i;

interface Subject {
  readonly plan: Plan;
  readonly repository: PlanRepository;
  /** Sections in whose commands a branch is changed. */
  readonly workedOn: ReadonlySet<number>;
}

function inCommand(subject: Subject, command: PlanCommand): PlanProblem[] {
  const { plan } = subject;
  const target = targetsOf(command).find((one) => isMutable(subject, command, one));
  if (!target || isAside(plan.sections[command.section] as PlanSection)) return [];
  if (isForbiddenCommand(plan, command, command.text)) return [];
  return [{ ...placeInCommand(plan, command, target.text), ...wording(target) }];
}

function isMutable(subject: Subject, { section }: PlanCommand, { version, kind, text }: RollbackTarget): boolean {
  if (kind === 'chart') return !isOwnFolder(text, subject.repository);
  if (kind === 'image' && version === '') return true;
  if (!MUTABLE.test(version)) return false;
  return kind !== 'branch' || !subject.workedOn.has(section);
}

/** `charts/shop` is a folder where there is one, or where its name says so. */
function isOwnFolder(chart: string, { folders }: PlanRepository): boolean {
  return folders.has(chart) || /^(?:charts?|helm|deploy(?:ment)?|infra|k8s|kubernetes|ops|manifests)\//.test(chart);
}

/** A branch is no target where a commit is then reverted or added on it. */
function sectionsWorkedOn({ commands }: Plan): ReadonlySet<number> {
  const changing =
    /\bgit (?:-C \S+ )?(?:revert|cherry-pick|merge|rebase|commit|restore)\b|\bgit reset --hard (?!(?:origin\/)?(?:main|master)\b|HEAD(?![~^@]))|checkout (?:-b|\S+ --|\S+~|[0-9a-f]{7,40}\b)|switch -c/;
  const isChanging = (text: string): boolean => /git |checkout|switch/.test(text) && changing.test(text);
  return new Set(commands.flatMap(({ text, section }) => (isChanging(text.slice(0, 2000)) ? [section] : [])));
}

/** Lines of manifests in the plan: what they say is to be written into the file. */
function inFile(plan: Plan, { code, section }: PlanBlock): PlanProblem[] {
  if (!code || !isManifest(code) || isAside(plan.sections[section] as PlanSection)) return [];
  return code.lines.flatMap((text, index): PlanProblem[] => {
    const added = code.language === 'diff' ? /^\+(.*)/.exec(text)?.[1] : text;
    const target = added === undefined ? undefined : targetOfLine(added);
    if (!target || (target.version !== '' && !MUTABLE.test(target.version))) return [];
    const line = code.firstLine + index;
    const column = (plan.lines[line - 1] ?? '').indexOf(target.text) + 1;
    return [{ line, ...(column > 0 ? { column } : {}), ...wording(target) }];
  });
}

function wording({ version, text, kind }: RollbackTarget): Pick<PlanProblem, 'message' | 'fix'> {
  const name = JSON.stringify(cutText(text, 80));
  if (version !== '')
    return { message: `the target ${name} is whatever is newest, and no certain version`, fix: FIXES.version };
  if (kind === 'chart') return { message: `the chart ${name} is not pinned to a version`, fix: FIXES.chart };
  return { message: `the image ${name} is not pinned to a version`, fix: FIXES.version };
}

const FIXES = {
  version: 'Name the version or the digest to return to, such as `shop:1.9.2`, or say how to find it.',
  chart: 'Add `--version` with the version of the chart to return to, or use `helm rollback`.',
} as const;
