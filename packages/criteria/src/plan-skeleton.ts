import { cutText, plainText } from './plain-text.ts';
import type { PlanRepository } from './plan-repository.ts';
import { backupStep, deploySteps, flagStep, type SkeletonStep, undoSteps } from './plan-skeleton-steps.ts';

/** Where a plan is written that has no place yet. Relative to the folder of its component. */
export const SKELETON_PATH = 'docs/ROLLBACK.md';

/** What a skeleton is made of: what is known of the repository, and the name of the project or component. */
export interface SkeletonFacts extends PlanRepository {
  readonly name: string;
}

/**
 * A whole rollback plan in Markdown to start from, with the compose services, migration tools, workflows and owners
 * of this repository. What nobody but people can know stands there as `TODO`, which the rule `placeholder` finds;
 * the test record is empty.
 */
export function planSkeleton(facts: SkeletonFacts): string {
  const steps = stepsOf(facts);
  const total = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    `# Rollback plan: ${shownName(facts.name)}`,
    '',
    ...headLines(facts, total),
    '',
    ...TRIGGERS,
    '',
    '## Steps',
    '',
    'Whoever is on call may start without asking.',
    '',
    ...steps.flatMap(stepLines),
    ...databaseLines(facts),
    ...flagLines(facts),
    ...AFTERWARDS,
    '',
    ...TEST_RECORD,
    '',
  ].join('\n');
}

function stepsOf(facts: SkeletonFacts): readonly SkeletonStep[] {
  return [
    { text: 'Tell TODO: channel of the team that the rollback begins, and stop all other deployments', minutes: 1 },
    {
      text: 'Find the tag of the release to return to, the last one that worked, and put it in the place of `<tag>`',
      commands: ['git fetch --tags', 'git tag --sort=-creatordate | head -n 10', 'PREVIOUS="<tag>"'],
      minutes: 1,
    },
    ...flagStep(facts),
    ...backupStep(facts),
    ...undoSteps(facts),
    ...deploySteps(facts),
    {
      text: 'Verify that the health check answers with status 200 and names the release that was returned to. TODO: its address',
      commands: ['curl --fail --silent --show-error "$BASE_URL/health"'],
      minutes: 1,
    },
    { text: 'Verify on TODO: link to the dashboard that error rate and response time are back to normal', minutes: 2 },
  ];
}

function stepLines({ text, commands = [], minutes }: SkeletonStep, at: number): string[] {
  const number = `${at + 1}. `;
  const indent = ' '.repeat(number.length);
  const block =
    commands.length === 0
      ? []
      : ['', '```bash', ...commands, '```'].map((line) => (line === '' ? '' : `${indent}${line}`));
  return [`${number}${text} (${minutes} minute${minutes === 1 ? '' : 's'}).`, ...block, ''];
}

function headLines({ owners, components, name }: SkeletonFacts, total: number): string[] {
  const folder = components.find((component) => component.name === name && component.path !== '.')?.path;
  const known = owners.get(folder === undefined ? SKELETON_PATH : `${folder}/${SKELETON_PATH}`) ?? [];
  // A name that is no name could be read as markup.
  const named = known.filter((owner) => /^[\w.+/@-]{1,100}$/.test(owner)).slice(0, 5);
  return [
    `- **Owner:** ${named.length > 0 ? named.join(', ') : 'TODO: person or team that answers for this plan'}`,
    '- **Escalation:** TODO: who is on call, and the pager or number that always reaches somebody',
    `- **Estimated time:** ${total} minutes in all. TODO: measure it in the next test.`,
  ];
}

const TRIGGERS = [
  '## When to roll back',
  '',
  'Roll back when one of these holds after a deployment. TODO: set the figures and name the alert for each.',
  '',
  '- Error rate above 5 % for 5 minutes.',
  '- Response time (95th percentile) above 2x the baseline for 5 minutes.',
  '- The health check fails 3 times in a row.',
  '- Data is lost or wrong.',
];

/** Losses that are named; the rule about them names all. */
const MOST_LOSSES = 5;

function databaseLines({ migrations }: SkeletonFacts): string[] {
  if (migrations.length === 0) return [];
  const losses = migrations.flatMap(({ irreversible }) => irreversible).slice(0, MOST_LOSSES);
  const without = migrations.filter(({ undo }) => undo === undefined);
  return [
    '## Database',
    '',
    'Taking a migration back does not bring data back: restore it from the backup of the steps above, or roll forward with a migration that mends it. TODO: say which, and the command that restores.',
    '',
    ...without.map(
      ({ tool }) =>
        `- ${codeSpan(tool)} takes no migration back: write a migration that undoes the last one, and apply it.`,
    ),
    ...losses.map(
      ({ path, line, statement }) => `- ${codeSpan(`${path}:${line}`)} loses something: ${codeSpan(statement)}.`,
    ),
    ...(without.length + losses.length > 0 ? [''] : []),
  ];
}

function flagLines({ flagTools }: SkeletonFacts): string[] {
  if (flagTools.length === 0) return [];
  const tools = flagTools.slice(0, 5).map(({ tool }) => codeSpan(tool));
  return [
    '## Feature flags',
    '',
    `Flags are in ${tools.join(', ')}. TODO: name the flag of each part that can be turned off.`,
    '',
  ];
}

const AFTERWARDS = [
  '## Communication',
  '',
  '- Notify TODO: people and status page when the rollback begins, and again when it is verified.',
  '',
  '## Post-mortem',
  '',
  '- Hold a post-mortem within 5 working days. TODO: where its notes are kept.',
];

const TEST_RECORD = [
  '## Test record',
  '',
  'Test this plan in staging every quarter, and after each change of its commands.',
  '',
  '| Date | Where | By | Minutes | Result |',
  '| --- | --- | --- | --- | --- |',
  '| TODO: day of the first test | | | | |',
];

/** An untrusted text as code on one line. */
function codeSpan(text: string): string {
  return `\`${cutText(plainText(text), 160).replaceAll('`', "'").trim() || '?'}\``;
}

/** An untrusted name in a heading: one line without markup. */
function shownName(name: string): string {
  return (
    cutText(plainText(name), 100)
      .replace(/[`<>[\]|*\\#!]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() || 'TODO: name'
  );
}
