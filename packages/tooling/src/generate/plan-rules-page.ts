import { type AnyPlanRule, MODELS, PLAN_RULES, type RuleRequest } from '@maturity-actions/criteria';
import { toJsonSchema } from '@valibot/to-json-schema';
import { type PlanRuleExample, planRuleExample } from './plan-rule-example.ts';

const INTRODUCTION = `<!-- Generated from packages/criteria/src/plan-rules and their fixtures by npm run generate; do not edit. -->
# Rules of rollback-plan-lint

Each rule with what it asks, and an example that does not meet it and one that does. Both are run as tests.

An error makes the gate red; a warning and an info only show. How bad a problem is says the level, without a
level the rule itself. \`require\` and \`ignore\` change that for one workflow, \`plan-rules\` in maturity.yml for
the repository:

\`\`\`yaml
plan-rules:
  fence-language: off
  time-over-limit: { severity: warning, limit: 30m }
\`\`\`

A plan can switch a rule off for a section, or, above its first section, for all of itself. Without a reason
the comment does nothing but show as a problem:

\`\`\`markdown
<!-- rollback-plan-lint-disable hard-coded-version: only this version reads the old schema -->
\`\`\`

What a plan must hold cannot be switched off in the plan; a waiver in maturity.yml, with an owner and an end,
accepts that it is missing.`;

/** The page of the rules about plans, actions/rollback-plan-lint/RULES.md. */
export async function generatePlanRulesPage(): Promise<Record<string, string>> {
  const sections = PLAN_RULES.map(ruleSection);
  return { 'actions/rollback-plan-lint/RULES.md': `${[INTRODUCTION, listOf(PLAN_RULES), ...sections].join('\n\n')}\n` };
}

function listOf(rules: readonly AnyPlanRule[]): string {
  const rows = rules.map(({ id, about, severity, element }) => [
    `[\`${id}\`](#${id})`,
    about,
    severity,
    element === undefined ? '' : 'must-have',
  ]);
  return table([['Rule', 'What a plan does', 'By itself', ''], ...rows]);
}

function ruleSection(rule: AnyPlanRule): string {
  const { id, about, why } = rule;
  return [
    `## \`${id}\``,
    about,
    why,
    factsOf(rule),
    ...optionTable(rule),
    ...exampleSection('Does not meet it', planRuleExample(id, 'bad')),
    ...exampleSection('Meets it', planRuleExample(id, 'good')),
  ].join('\n\n');
}

function factsOf({ id, severity, element, kinds = ['rollback'], options }: AnyPlanRule): string {
  const asking = askingLevels(id);
  return [
    `- By itself: ${severity}.`,
    `- Levels that ask for it: ${asking.length === 0 ? 'none' : asking.join('; ')}.`,
    element === undefined
      ? `- The plan can switch it off: \`<!-- rollback-plan-lint-disable ${id}: the reason -->\`.`
      : `- The plan cannot switch it off: it is the must-have \`${element}\`.`,
    ...(kinds.includes('deployment') ? ['- It is about guides to deploy, too.'] : []),
    ...(optionsOf(options).length === 0 ? ['- It has no options.'] : []),
  ].join('\n');
}

/** `component production: error, limit: 15m`. */
function askingLevels(id: string): string[] {
  return MODELS.flatMap((model) =>
    model.levels.flatMap((level) =>
      model.criteria.flatMap((criterion) => {
        const asked = criterion.check === 'plan-rules' ? criterion.levels[level.id] : undefined;
        const { rules = {} } = { ...criterion.with, ...asked?.params } as { rules?: Record<string, RuleRequest> };
        if (!asked || !Object.hasOwn(rules, id)) return [];
        return [`\`${model.id}\` ${level.id} (${requestText(rules[id] as RuleRequest, asked.requirement)})`];
      }),
    ),
  );
}

function requestText(request: RuleRequest, requirement: string): string {
  const { severity, ...options } = typeof request === 'object' ? request : { severity: request };
  const set = Object.entries(options).map(([name, value]) => `${name} \`${JSON.stringify(value)}\``);
  return [severity ?? 'as by itself', ...set, ...(requirement === 'must' ? [] : [requirement])].join(', ');
}

interface Option {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly description: string;
}

interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
}

/** Options of a rule, as its schema states them before it reads them: `90d`, not milliseconds. */
function optionsOf(schema: AnyPlanRule['options']): Option[] {
  const { properties = {} } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  return Object.entries(properties as Readonly<Record<string, OptionSchema>>).map(([name, one]) => ({
    name,
    type: one.enum?.map((value) => `\`${value}\``).join(', ') ?? one.type ?? '',
    value: one.default === undefined ? '-' : `\`${JSON.stringify(one.default)}\``,
    description: one.description ?? '',
  }));
}

function optionTable({ options }: AnyPlanRule): string[] {
  const rows = optionsOf(options).map(({ name, type, value, description }) => [
    `\`${name}\``,
    type,
    value,
    description,
  ]);
  return rows.length === 0 ? [] : [table([['Option', 'Values', 'Default', 'What it does'], ...rows])];
}

function exampleSection(title: string, { text, lines, given }: PlanRuleExample): string[] {
  const places = lines.length === 0 ? '' : `, at line ${lines.join(', ')}`;
  const runs = text.match(/`{3,}|~{3,}/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [
    `**${title}**${places}:`,
    `${fence}markdown\n${text}\n${fence}`,
    ...(given === undefined ? [] : [`Judged with \`${given}\`.`]),
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}
