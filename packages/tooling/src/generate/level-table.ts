import { readFileSync } from 'node:fs';
import { type Criterion, MODELS, type RuleRequest } from '@maturity-actions/criteria';
import { ROOT } from '../repository-root.ts';
import { MARKDOWN, replaceBlock } from './marked-block.ts';

/** The table of models and levels in the README. */
export async function generateLevelTable(): Promise<Record<string, string>> {
  const headings = ['coverage asked', 'security asked', 'rollback plan asked', 'uptime asked'];
  const table = rowsOf(headings, (criteria, level) => [
    coverageAsked(criteria, level),
    asked(SECURITY_TEXTS, criteria, level, 'short'),
    asked(PLAN_TEXTS, criteria, level, 'short'),
    asked(UPTIME_TEXTS, criteria, level, 'short'),
  ]);
  return { 'README.md': replaceBlock(readFileSync(`${ROOT}README.md`, 'utf8'), 'levels', table, MARKDOWN) };
}

/** What each level asks of security, for the README of security-gate. */
export function securityLevelTable(): string {
  return rowsOf(['security asked'], (criteria, level) => [asked(SECURITY_TEXTS, criteria, level, 'full')]);
}

/** What each level asks of rollback plans, for the README of rollback-plan-lint; levels that ask nothing are left out. */
export function planLevelTable(): string {
  return rowsOf(['asked'], (criteria, level) => [asked(PLAN_TEXTS, criteria, level, 'full')], 'asking levels');
}

/** What each level asks of uptime, for the README of staging-uptime-check; levels that ask nothing are left out. */
export function uptimeLevelTable(): string {
  return rowsOf(['asked'], (criteria, level) => [asked(UPTIME_TEXTS, criteria, level, 'full')], 'asking levels');
}

type Cells = (criteria: readonly Criterion[], level: string) => readonly string[];

function rowsOf(
  headings: readonly string[],
  cells: Cells,
  shown: 'all levels' | 'asking levels' = 'all levels',
): string {
  const head = ['model', 'number', 'level', 'also called', ...headings];
  const rows = MODELS.flatMap((model) =>
    model.levels.flatMap((level) => {
      const texts = cells(model.criteria, level.id);
      if (shown === 'asking levels' && texts.every((text) => text === '')) return [];
      const aliases = level.aliases.filter((alias) => alias !== level.id).map((alias) => `\`${alias}\``);
      const name = [`\`${model.id}\``, String(level.number), `\`${level.id}\``, aliases.join(', ')];
      return [[...name, ...texts]];
    }),
  );
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function coverageAsked(criteria: readonly Criterion[], level: string): string {
  const floors = criteria.flatMap((criterion) => {
    const min = criterion.levels[level]?.params.min;
    return min === undefined || criterion.check !== 'coverage-floor'
      ? []
      : [`${criterion.with.class ?? 'line'} ${min} %`];
  });
  return floors.join(', ');
}

/** What a level asks, in the words of a domain; `short` leaves out the details. */
function asked(texts: Texts, criteria: readonly Criterion[], level: string, length: Length): string {
  const words = criteria.flatMap((criterion) => {
    const stated = criterion.levels[level];
    const text = stated && texts[criterion.check]?.({ ...criterion.with, ...stated.params }, length, criterion);
    return text ? [stated.requirement === 'must' ? text : `${text} (${stated.requirement})`] : [];
  });
  return words.join(length === 'short' ? ', ' : '<br>');
}

type Length = 'short' | 'full';
type Params = Readonly<Record<string, unknown>>;

type Texts = Readonly<Record<string, (params: Params, length: Length, criterion: Criterion) => string>>;

const SECURITY_TEXTS: Texts = {
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

const UPTIME_TEXTS: Texts = {
  'uptime-deployment': (params) => `${inEnvironment(params)}there for ${params.for}`,
  'uptime-floor': (params) => `${inEnvironment(params)}up ${params.min} % of ${params.window}`,
  'uptime-interval': ({ max }) => `looked at every ${max}`,
};

const inEnvironment = ({ environment }: Params): string => (environment === undefined ? '' : `${environment}: `);

const PLAN_TEXTS: Texts = {
  'plan-documents': ({ document }) => (document === 'deployment' ? 'a deployment guide' : 'a plan'),
  'plan-rules': ({ rules }, length, { id }) => {
    const requests = Object.entries(rules as Readonly<Record<string, RuleRequest>>);
    const subject = id.replace(/^rollback-/, '').replaceAll('-', ' ');
    if (length === 'short') return [subject, ...requests.flatMap(([, request]) => spanText(request))].join(' ');
    const words = ['error', 'warning', 'info'].flatMap((severity) => {
      const own = requests.filter(([, request]) => severityOf(request) === severity);
      if (own.length === 0) return [];
      const ids = own.map(([rule, request]) => [`\`${rule}\``, ...spanText(request)].join(' '));
      return [severity === 'error' ? ids.join(', ') : `${severity}: ${ids.join(', ')}`];
    });
    return `${subject}: ${words.join('; ')}`;
  },
};

const severityOf = (request: RuleRequest): unknown => (typeof request === 'object' ? request.severity : request);

/** `at most 15m`, `below 5m`, the conditions of triggers; nothing for a rule without a figure. */
function spanText(request: RuleRequest): string[] {
  if (typeof request !== 'object') return [];
  const { limit = request.within, below, conditions } = request;
  return [
    ...(limit === undefined ? [] : [`at most ${limit}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
    ...(Array.isArray(conditions) ? [`(${conditions.map(conditionText).join(', ')})`] : []),
  ];
}

/** `error-rate above 5 % within 5m` */
const conditionText = ({ metric, above, within }: Params): string =>
  [metric, ...(above ? [`above ${above}`] : []), ...(within ? [`within ${within}`] : [])].join(' ');
