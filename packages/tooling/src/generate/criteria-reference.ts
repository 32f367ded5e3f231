import type { Criterion, Level, Model } from '@maturity-actions/criteria';
import { type GeneratedFiles, readModels } from './models.ts';

const INTRODUCTION = `<!-- Generated from packages/criteria/models by npm run generate; do not edit. -->
# Criteria reference

The models that are built in, their levels, and every criterion with its figures. A figure without a word
is required; \`should\`, \`nice\` and \`dont-need\` are said. \`-\` means that the level does not ask.

A level goes by its id, its number or an alias, in any case. One that only a single model knows implies
the model; the others need \`model\` beside \`level\`.`;

/** The reference of models and criteria, packages/criteria/README.md. */
export async function generateCriteriaReference(): Promise<GeneratedFiles> {
  const sections = (await readModels()).map(modelSection);
  return { 'packages/criteria/README.md': `${[INTRODUCTION, ...sections].join('\n\n')}\n` };
}

function modelSection(model: Model): string {
  const { id, title, source, levels, criteria } = model;
  const parts = [`## ${title} (\`${id}\`)`, `Source: ${source}.`, levelTable(levels)];
  if (criteria.length === 0) parts.push('No criteria yet.');
  else parts.push(criteriaTable(model), ...criteria.map(criterionSection));
  return parts.join('\n\n');
}

function levelTable(levels: readonly Level[]): string {
  const rows = levels.map(({ id, number, title, aliases, soakMs }) => {
    const soak = soakMs === undefined ? '-' : `${soakMs / 86_400_000} days`;
    return [String(number), `\`${id}\``, title, aliases.map((alias) => `\`${alias}\``).join(', ') || '-', soak];
  });
  return table([['Number', 'Level', 'Title', 'Aliases', 'Least time one level below'], ...rows]);
}

function criteriaTable({ levels, criteria }: Model): string {
  const head = ['Criterion', ...levels.map((level) => `\`${level.id}\``)];
  const rows = criteria.map((criterion) => [`\`${criterion.id}\``, ...levels.map((level) => figure(criterion, level))]);
  return table([head, ...rows]);
}

function figure(criterion: Criterion, level: Level): string {
  const asked = criterion.levels[level.id];
  if (!asked) return '-';
  const params = Object.entries(asked.params).map(([name, value]) => `${name} ${inCell(value)}`);
  const words = asked.requirement === 'must' ? params : [asked.requirement, ...params];
  return words.join(', ') || 'required';
}

function criterionSection(criterion: Criterion): string {
  const { id, asks, why, fix, source, area, check, grade = 'claimed', effort } = criterion;
  const fixed = Object.entries(criterion.with).map(([name, value]) => `, ${name} \`${inCell(value)}\``);
  return [
    `### \`${id}\``,
    asks,
    [
      `- Why: ${why}`,
      `- When unmet: ${fix}${effort ? ` Effort: ${effort}.` : ''}`,
      `- Judged by: \`${check}\`${fixed.join('')}; area ${area}; least grade of proof: ${grade}.`,
      `- Source: ${source}.`,
    ].join('\n'),
  ].join('\n\n');
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inCell(value: unknown): string {
  return shown(value).replaceAll('|', '\\|');
}

/** Maps and lists in words: `time-over-limit (severity error, limit 15m)`. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return JSON.stringify(value);
  const parts = Array.isArray(value)
    ? value.map((one) => `(${shown(one)})`)
    : Object.entries(value).map(([key, one]) => (isNested(one) ? `${key} (${shown(one)})` : `${key} ${shown(one)}`));
  return parts.join(', ');
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
