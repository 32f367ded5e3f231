import { type Count, type CoverageMeasurements, formatInteger, formatPercent } from '@maturity-actions/criteria';
import { codeSpan, shortMarkdown } from './markdown-text.ts';
import { type Detail, details, row, tableHead } from './summary-layout.ts';
import { counted } from './wording.ts';

/** Files shown without a click. */
const TOP_FILES = 10;

/** `78.41 %`, `not measured`, `nothing to count`. */
export function percentCell(count: Count | null | undefined): string {
  if (!count) return 'not measured';
  return count.total === 0 ? 'nothing to count' : `${formatPercent({ num: count.covered, den: count.total })} %`;
}

/** Every metric of the run in one row, for a summary without room for more. */
export function* totalRows({
  line,
  branch,
  function: functions,
  statement,
  files,
}: CoverageMeasurements): Generator<string> {
  yield* tableHead('Files>', 'Lines>', 'Branches>', 'Functions>', 'Statements>');
  yield row(formatInteger(files), ...[line, branch, functions, statement].map(percentCell));
}

/** Line coverage of each class of code. */
export function* classRows(classes: CoverageMeasurements['classes']): Generator<string> {
  const entries = Object.entries(classes);
  if (entries.length === 0) return;
  yield* tableHead('Class', 'Line coverage>', 'Covered>', 'Lines>');
  for (const [name, { line }] of entries) {
    yield row(shortMarkdown(name), percentCell(line), formatInteger(line.covered), formatInteger(line.total));
  }
}

/** The files that give most, most uncovered lines first: ten, the rest behind a click. */
export function* fileRows(worst: CoverageMeasurements['worst'], detail: Detail): Generator<string> {
  const files = [...worst]
    .filter(({ line }) => uncovered(line) > 0)
    .sort((a, b) => uncovered(b.line) - uncovered(a.line));
  if (files.length === 0) return;
  yield* fileTable(files.slice(0, TOP_FILES));
  if (detail !== 'everything' || files.length <= TOP_FILES) return;
  yield '';
  yield* details(counted(files.length - TOP_FILES, 'more file'), fileTable(files.slice(TOP_FILES)));
}

function* fileTable(files: CoverageMeasurements['worst']): Generator<string> {
  yield* tableHead('File', 'Uncovered lines>', 'Line coverage>');
  for (const { path, line } of files) yield row(codeSpan(path), formatInteger(uncovered(line)), percentCell(line));
}

function uncovered(line: Count): number {
  return line.total - line.covered;
}
