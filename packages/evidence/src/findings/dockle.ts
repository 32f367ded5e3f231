import type { Severity, Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { checkStatedCount } from './stated-count.ts';

const LEVELS: Readonly<Record<string, Severity>> = { FATAL: 'high', WARN: 'medium', INFO: 'low' };
/** Passed, or skipped because the image lacks the file to look at. */
const NO_FINDING: readonly string[] = ['PASS', 'SKIP'];
const IGNORED: Suppression = { kind: 'external', reason: 'ignored by the settings of Dockle' };
/** Its alerts name and may show the credentials that it found. */
const ABOUT_CREDENTIALS = 'CIS-DI-0010';

/**
 * Dockle's JSON report: FATAL is high, WARN medium, INFO low; IGNORE is suppressed and unrated, since
 * the level that it had is not said. Clean is a summary of passed checks only.
 * Source: dockle, pkg/report/json.go and pkg/types/checkpoint.go.
 */
export const dockle: FindingsFormat = {
  id: 'dockle',
  title: 'Dockle JSON',
  fileNames: ['dockle*.json'],
  accepts: (head) => jsonHead(head)?.has('summary.fatal', 'summary.warn', 'summary.pass', 'details') === true,
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'dockle');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const run = builder.run('dockle');
    const details = asArray(document.details, 'details', error).map((each) => asObject(each, 'a detail', error));
    checkSummary(asObject(document.summary, 'summary', error), details, run, builder);
    for (const detail of details) readDetail(detail, optionalText(document.image), run, builder);
    return builder.build();
  },
};

function checkSummary(
  summary: JsonObject,
  details: readonly JsonObject[],
  run: OpenRun,
  { error }: FindingsBuilder,
): void {
  for (const level of Object.keys(LEVELS)) {
    const key = level.toLowerCase();
    checkStatedCount(summary[key], details.filter((detail) => detail.level === level).length, key, error);
  }
  if (details.length === 0 && Object.values(summary).every((count) => count === 0)) run.error('it made no check');
}

function readDetail(detail: JsonObject, image: string | undefined, run: OpenRun, { error }: FindingsBuilder): void {
  const rule = asString(detail.code, 'code', error);
  const level = asString(detail.level, 'level', error);
  if (NO_FINDING.includes(level)) return;
  const title = optionalText(detail.title) ?? rule;
  const alerts = rule === ABOUT_CREDENTIALS ? [] : texts(detail.alerts);
  const more = alerts.length > 1 ? `, and ${alerts.length - 1} more` : '';
  run.finding({
    rule,
    category: 'misconfiguration',
    severity: Object.hasOwn(LEVELS, level) ? (LEVELS[level] as Severity) : 'unknown',
    title: alerts.length === 0 ? title : `${title}: ${alerts[0]}${more}`,
    ...(image === undefined ? {} : { place: image }),
    ...(level === 'IGNORE' ? { suppression: IGNORED } : {}),
  });
}
