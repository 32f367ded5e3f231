import { readFileSync } from 'node:fs';
import { PLAN_RULES } from '@maturity-actions/criteria';
import {
  COVERAGE_FORMATS,
  FINDINGS_FORMATS,
  type ReportFormat,
  UPTIME_SERVICES,
  type Want,
} from '@maturity-actions/evidence';
import { type ActionSpec, actionNames, actionSpec } from '../actions.ts';
import { ROOT } from '../repository-root.ts';
import { planLevelTable, securityLevelTable, uptimeLevelTable } from './level-table.ts';
import { MARKDOWN, replaceBlock, YAML } from './marked-block.ts';

type Blocks = Readonly<Record<string, () => string>>;

/** Further tables of READMEs, by action and block. */
const BLOCKS: Readonly<Record<string, Blocks>> = {
  'coverage-gate': { formats: () => formatTable(COVERAGE_FORMATS) },
  'rollback-plan-lint': { levels: planLevelTable, rules: ruleTable },
  'security-gate': { formats: () => formatTable(FINDINGS_FORMATS), levels: securityLevelTable },
  'staging-uptime-check': { levels: uptimeLevelTable, sources: sourceTable },
};

/** The inputs and outputs blocks of action.yml, and the tables of README.md, of every action. */
export async function generateActionFiles(): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of actionNames()) {
    const spec = await actionSpec(name);
    const yml = `actions/${name}/action.yml`;
    const readme = `actions/${name}/README.md`;
    files[yml] = replaceBlock(readFileSync(ROOT + yml, 'utf8'), 'interface', interfaceYaml(spec), YAML);
    const withInputs = replaceBlock(readFileSync(ROOT + readme, 'utf8'), 'inputs', inputTable(spec), MARKDOWN);
    const withOutputs = replaceBlock(withInputs, 'outputs', outputTable(spec), MARKDOWN);
    const blocks = Object.entries(Object.hasOwn(BLOCKS, name) ? (BLOCKS[name] as Blocks) : {});
    files[readme] = blocks.reduce((text, [block, table]) => replaceBlock(text, block, table(), MARKDOWN), withOutputs);
  }
  return files;
}

/** No `default:` here: a default would hide that the workflow did not state an input that a config file may set. */
function interfaceYaml({ inputs, outputs }: ActionSpec): string {
  const lines = ['inputs:'];
  for (const [name, field] of Object.entries(inputs)) {
    const suffix = field.default === undefined ? '' : ` Default: \`${field.default}\`.`;
    lines.push(`  ${name}:`, `    description: ${quoted(field.description + suffix)}`, '    required: false');
  }
  lines.push('outputs:');
  for (const [name, description] of Object.entries(outputs))
    lines.push(`  ${name}:`, `    description: ${quoted(description)}`);
  return lines.join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function inputTable({ inputs }: ActionSpec): string {
  const rows = Object.entries(inputs).map(([name, field]) => {
    const choices =
      field.choices && field.choices.length <= 4
        ? ` One of ${field.choices.map((choice) => `\`${choice}\``).join(', ')}.`
        : '';
    const shown = field.description.includes(`\`${field.choices?.[0]}\``) ? '' : choices;
    return `| \`${name}\` | ${cell(field.description + shown)} | ${field.default === undefined ? '' : `\`${field.default}\``} | \`${cell(field.example)}\` |`;
  });
  return ['| input | what it does | default | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function outputTable({ outputs }: ActionSpec): string {
  const rows = Object.entries(outputs).map(([name, description]) => `| \`${name}\` | ${cell(description)} |`);
  return ['| output | what it holds |', '| --- | --- |', ...rows].join('\n');
}

function formatTable(formats: readonly ReportFormat<unknown>[]): string {
  const rows = formats.map(
    ({ id, title, fileNames }) =>
      `| \`${id}\` | ${cell(title)} | ${fileNames.map((name) => `\`${name}\``).join(', ')} |`,
  );
  return ['| format | what it is | found without `reports` |', '| --- | --- | --- |', ...rows].join('\n');
}

function ruleTable(): string {
  const rows = PLAN_RULES.map(
    ({ id, about, severity }) => `| [\`${id}\`](RULES.md#${id}) | ${cell(about)} | ${severity} |`,
  );
  return ['| rule | what a plan does | by itself |', '| --- | --- | --- |', ...rows].join('\n');
}

/** What each service wants of its three inputs. */
function sourceTable(): string {
  const rows = UPTIME_SERVICES.map(({ id, title, wants: { url, query, token } }) => {
    const cells = [url, query, token].map(wantText);
    return `| \`${id}\` | ${cell(title)} | ${cells.join(' | ')} |`;
  });
  return ['| source | what it is | `url` | `query` | `token` |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function wantText(want: Want | undefined): string {
  if (!want) return '';
  const { what, example, isRequired } = want;
  return `${cell(what)}${isRequired ? '' : ' (optional)'}, such as \`${cell(example)}\``;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
