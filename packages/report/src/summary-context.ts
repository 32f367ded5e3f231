import { formatInstant, type Provenance, type Report } from '@maturity-actions/criteria';
import { codeSpan, shortMarkdown } from './markdown-text.ts';
import { planSource } from './plan-wording.ts';
import { otherWarnings } from './security-findings.ts';
import { type Detail, row, tableHead } from './summary-layout.ts';
import { criterionCell, findingItem, missingCell, verdictCell } from './summary-verdicts.ts';
import { ownVerdicts } from './wording.ts';

/** Warnings and missing criteria that a shortened summary still shows. */
const SHORTENED_ITEMS = 20;
const LEAST_ITEMS = 5;

/** What is worth knowing without changing the verdict. */
export function* warningItems(report: Report, detail: Detail): Generator<string> {
  // The table of accepted risks is left out of the totals.
  const warnings = detail === 'totals' ? report.warnings : otherWarnings(report);
  const shown =
    detail === 'everything' ? warnings : warnings.slice(0, detail === 'failing' ? SHORTENED_ITEMS : LEAST_ITEMS);
  for (const warning of shown) yield findingItem(warning);
  if (shown.length < warnings.length) yield `- and ${warnings.length - shown.length} more`;
}

/** What the next level still asks. */
export function* nextRows({ next }: Report, detail: Detail): Generator<string> {
  if (!next) return;
  if (next.missing.length === 0) {
    yield 'Nothing is missing.';
    return;
  }
  const shown = detail === 'everything' ? next.missing : next.missing.slice(0, SHORTENED_ITEMS);
  yield* tableHead('Criterion', 'Today', 'Observed', 'Required', 'Missing');
  for (const verdict of shown) {
    yield row(
      criterionCell(verdict),
      verdictCell(verdict),
      ...[verdict.observed, verdict.required].map(shortMarkdown),
      missingCell(verdict),
    );
  }
  if (shown.length < next.missing.length) yield row(`and ${next.missing.length - shown.length} more`, '', '', '', '');
}

/** The reports that were read: each source once, with its tool and format where they are known. Plans and sources of uptime have lists of their own. */
export function* provenanceRows(report: Report): Generator<string> {
  const sources = new Map<string, Provenance>();
  for (const { from } of ownVerdicts(report))
    for (const one of from) if (!sources.has(one.source)) sources.set(one.source, one);
  for (const plan of report.measurements.plan ?? []) sources.delete(planSource(plan));
  for (const { source, where } of report.measurements.uptime?.sources ?? [])
    for (const name of [where, `${source} ${where}`, `${source}: ${where}`]) sources.delete(name);
  if (sources.size === 0) return;
  yield* tableHead('Report', 'Format', 'Tool', 'Written', 'Commit');
  for (const one of sources.values()) {
    const tool = [one.tool ?? '', one.version ?? ''].filter((word) => word !== '').join(' ');
    // The time of a file is another one in each run, and would make every comment a new one.
    const isStated = one.observedAt !== undefined && !('timeFrom' in one && one.timeFrom === 'file');
    const written = isStated ? formatInstant(one.observedAt as number) : '';
    yield row(
      codeSpan(one.source),
      shortMarkdown(formatOf(one)),
      shortMarkdown(tool),
      written,
      codeSpan((one.commit ?? '').slice(0, 12)),
    );
  }
}

/** Coverage sources carry their format beside the provenance that every verdict has. */
function formatOf(source: Provenance): string {
  return 'format' in source && typeof source.format === 'string' ? source.format : '';
}
