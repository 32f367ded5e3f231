import { readFileSync } from 'node:fs';
import { type Criterion, MODELS } from '@maturity-actions/criteria';
import { ROOT } from '../repository-root.ts';
import { MARKDOWN, replaceBlock } from './marked-block.ts';

/** The table of models and levels in the README. */
export async function generateLevelTable(): Promise<Record<string, string>> {
  const table = rowsOf(['coverage asked', 'security asked'], (criteria, level) => [
    coverageAsked(criteria, level),
    securityAsked(criteria, level, 'short'),
  ]);
  return { 'README.md': replaceBlock(readFileSync(`${ROOT}README.md`, 'utf8'), 'levels', table, MARKDOWN) };
}

/** What each level asks of security, for the README of security-gate. */
export function securityLevelTable(): string {
  return rowsOf(['security asked'], (criteria, level) => [securityAsked(criteria, level, 'full')]);
}

type Cells = (criteria: readonly Criterion[], level: string) => readonly string[];

function rowsOf(headings: readonly string[], cells: Cells): string {
  const head = ['model', 'number', 'level', 'also called', ...headings];
  const rows = MODELS.flatMap((model) =>
    model.levels.map((level) => {
      const aliases = level.aliases.filter((alias) => alias !== level.id).map((alias) => `\`${alias}\``);
      const name = [`\`${model.id}\``, String(level.number), `\`${level.id}\``, aliases.join(', ')];
      return [...name, ...cells(model.criteria, level.id)];
    }),
  );
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function coverageAsked(criteria: readonly Criterion[], level: string): string {
  const floors = criteria.flatMap((criterion) => {
    const min = criterion.levels[level]?.params.min;
    return min === undefined ? [] : [`${criterion.with.class ?? 'line'} ${min} %`];
  });
  return floors.join(', ');
}

/** What a level asks of security; `short` leaves out how long waivers may run. */
function securityAsked(criteria: readonly Criterion[], level: string, length: 'short' | 'full'): string {
  const texts = criteria.flatMap((criterion) => {
    const stated = criterion.levels[level];
    const text = stated && TEXTS[criterion.check]?.({ ...criterion.with, ...stated.params }, length);
    return text ? [stated.requirement === 'must' ? text : `${text} (${stated.requirement})`] : [];
  });
  return texts.join(length === 'short' ? ', ' : '<br>');
}

type Params = Readonly<Record<string, unknown>>;

const TEXTS: Readonly<Record<string, (params: Params, length: 'short' | 'full') => string>> = {
  'finding-limit': ({ severity, max, waivable }, length) => {
    const limit = max === 'waived-only' ? 'only with a waiver' : max === 0 ? 'none' : `at most ${max}`;
    const waiver =
      waivable === undefined ? '' : waivable === 'never' ? ', never waived' : `, waived for ${waivable} at most`;
    return `${severity}: ${limit}${length === 'full' ? waiver : ''}`;
  },
  'patching-deadline': ({ severity, within }) => `${severity} fixed within ${within}`,
  'required-scans': ({ scans }) => `scans: ${(scans as readonly string[]).join(' + ')}`,
  'scan-freshness': (params) => `no scan older than ${params['max-age']}`,
};
