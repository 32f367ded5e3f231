import { DAY_MS } from './duration.ts';
import { formatDate, type Instant, parseDate } from './instant.ts';
import { nearest } from './nearest.ts';
import type { AcceptedRisk, SecurityFinding } from './security.ts';
import { type Problem, refuseProblems } from './yaml-file.ts';

/** Where the register is looked for. */
export const RISK_REGISTER = 'SECURITY_FINDINGS_ACCEPTED_RISKS.md';

type Column = 'id' | 'scope' | 'owner' | 'approver' | 'reason' | 'control' | 'accepted' | 'expires';

/** Headings by column; the first one is what a new register uses. Compared without case, blanks and signs. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  id: ['ID', 'Finding', 'Finding ID', 'CVE', 'Rule'],
  scope: ['Scope', 'Package', 'Path', 'Package or path'],
  owner: ['Owner'],
  approver: ['Approver', 'Approved by'],
  reason: ['Reason', 'Justification'],
  control: ['Compensating control', 'Control', 'Mitigation'],
  accepted: ['Accepted on', 'Accepted'],
  expires: ['Expires', 'Expires on', 'Until'],
};
const COLUMNS = Object.keys(HEADINGS) as Column[];
const BY_HEADING = new Map(
  COLUMNS.flatMap((column) => HEADINGS[column].map((name) => [folded(name), column] as const)),
);
/** What a suggested row leaves to whoever accepts the risk. */
const TO_FILL_IN: readonly Column[] = ['owner', 'approver', 'reason', 'control'];
/** Longest register that is read, in UTF-16 units. */
const MAX_LENGTH = 5_000_000;
/** After so many problems it is not the register that was meant. */
const MOST_PROBLEMS = 1000;

/**
 * Reads the accepted risks from the tables of a Markdown register. A table is one when it has a
 * column for ids and one for the end, or four of the columns; other tables, prose, comments and code blocks say nothing.
 * Throws ConfigurationError E_BAD_WAIVER with every problem: a missing column, an empty cell, a date
 * that is none.
 */
export function parseRiskRegister(text: string, path: string): AcceptedRisk[] {
  const problems: Problem[] = [];
  if (text.length > MAX_LENGTH)
    refuseProblems([
      problem(path, `a register of ${text.length} characters`, `at most ${MAX_LENGTH}`, 'Remove what has expired.'),
    ]);
  const risks: AcceptedRisk[] = [];
  let columns: readonly (Column | undefined)[] | undefined;
  let wasRow = false;
  for (const [line, number] of visibleLines(text)) {
    const cells = cellsOf(line);
    const where = `${path}:${number}`;
    if (!cells) {
      columns = undefined;
    } else if (!wasRow) {
      columns = registerColumns(cells, where, problems);
    } else if (columns && !cells.every((cell) => /^:?-+:?$/.test(cell))) {
      const risk = riskOf(cells, columns, where, problems);
      if (risk) risks.push(risk);
    }
    wasRow = cells !== undefined;
    if (problems.length > MOST_PROBLEMS) break;
  }
  refuseProblems(problems);
  return risks;
}

/** Lines outside of comments and code blocks, with their 1-based numbers. */
function* visibleLines(text: string): Generator<[string, number]> {
  let fence: string | undefined;
  let isComment = false;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    // At any depth: in a list, the example of a row is indented.
    const mark = /^\s*(`{3,}|~{3,})/.exec(raw)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && raw.trim() === mark) fence = undefined;
      continue;
    }
    if (!isComment && mark !== undefined) {
      fence = mark;
      continue;
    }
    const { visible, isOpen } = withoutComments(raw, isComment);
    isComment = isOpen;
    yield [visible, index + 1];
  }
}

function withoutComments(line: string, wasOpen: boolean): { visible: string; isOpen: boolean } {
  let rest = line;
  let visible = '';
  let isOpen = wasOpen;
  while (rest !== '') {
    const at = rest.indexOf(isOpen ? '-->' : '<!--');
    if (at < 0) return { visible: isOpen ? visible : visible + rest, isOpen };
    if (!isOpen) visible += rest.slice(0, at);
    rest = rest.slice(at + (isOpen ? 3 : 4));
    isOpen = !isOpen;
  }
  return { visible, isOpen };
}

/** The cells of a table row; undefined for a line that is none. `\|` is a bar in a cell. */
function cellsOf(line: string): string[] | undefined {
  const text = line.trim();
  if (!text.startsWith('|')) return undefined;
  const cells = text.slice(1).split(/(?<!\\)\|/);
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells.map((cell) => cell.replaceAll('\\|', '|').trim());
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

/** As many columns of a register in one table are no accident. */
const LEAST_KNOWN = 4;

const countKnown = (columns: readonly (Column | undefined)[]): number => new Set(columns.filter(Boolean)).size;

function registerColumns(
  cells: readonly string[],
  where: string,
  problems: Problem[],
): readonly (Column | undefined)[] | undefined {
  const columns = cells.map((cell) => BY_HEADING.get(folded(cell)));
  // A table that is meant as the register and lacks a column must not be passed over.
  const isMeant = (columns.includes('id') && columns.includes('expires')) || countKnown(columns) >= LEAST_KNOWN;
  if (!isMeant) return undefined;
  const missing = COLUMNS.filter((column) => !columns.includes(column)).map((column) => HEADINGS[column][0] as string);
  const twice = columns.find((column, index) => column !== undefined && columns.indexOf(column) !== index);
  if (twice !== undefined) problems.push(problem(where, `two columns for ${HEADINGS[twice][0]}`, 'one', 'Remove one.'));
  if (missing.length === 0) return columns;
  const unknown = cells.filter((_, index) => columns[index] === undefined);
  const close = nearest(missing[0] as string, unknown);
  const fix = close ? `Is "${close}" meant? ` : '';
  problems.push(
    problem(
      where,
      `no column ${missing.join(', ')}`,
      headings().join(', '),
      `${fix}Write the heading as ${registerHead()}`,
    ),
  );
  return undefined;
}

function riskOf(
  cells: readonly string[],
  columns: readonly (Column | undefined)[],
  where: string,
  problems: Problem[],
): AcceptedRisk | undefined {
  const before = problems.length;
  const texts = new Map(COLUMNS.map((column) => [column, plainCell(cells[columns.indexOf(column)] ?? '')]));
  const text = (column: Column): string => texts.get(column) ?? '';
  if (COLUMNS.every((column) => text(column) === '')) return undefined;
  for (const column of COLUMNS) {
    const isWritten = text(column) !== '' && (column === 'control' || text(column) !== '-');
    // A row that was copied and not filled in has nobody who accepts anything.
    const isCopied = TO_FILL_IN.includes(column) && folded(text(column)) === folded(HEADINGS[column][0] as string);
    if (!isWritten || isCopied)
      problems.push(problem(where, `no ${HEADINGS[column][0]}`, 'something in every cell', 'Fill in the cell.'));
  }
  const day = (column: 'accepted' | 'expires'): Instant => {
    const date = parseDate(text(column));
    if (date === undefined && text(column) !== '' && text(column) !== '-')
      problems.push(
        problem(
          where,
          `${HEADINGS[column][0]} is ${JSON.stringify(text(column).slice(0, 40))}`,
          'a day such as 2026-12-31',
          'Correct the day.',
        ),
      );
    return date ?? Number.NaN;
  };
  const [acceptedOn, expires] = [day('accepted'), day('expires')];
  if (expires < acceptedOn)
    problems.push(problem(where, 'it expires before it was accepted', 'an end after the start', 'Correct the days.'));
  if (problems.length > before) return undefined;
  const control = text('control');
  return {
    id: text('id'),
    scope: text('scope'),
    owner: text('owner'),
    approver: text('approver'),
    reason: text('reason'),
    ...(control === '-' ? {} : { control }),
    acceptedOn,
    expires,
    where,
  };
}

/** The text of a cell without the marks around it: people write ids and globs as code. */
function plainCell(cell: string): string {
  const ticks = /^`*/.exec(cell)?.[0].length ?? 0;
  // Code is what it says: `**/test/**` is no bold text.
  if (ticks > 0 && cell.length > 2 * ticks && cell.endsWith('`'.repeat(ticks))) return cell.slice(ticks, -ticks).trim();
  const link = /^\[([^\]]+)\]\([^)]*\)$/.exec(cell);
  return (link?.[1] ?? cell)
    .replace(/^\*\*(.+)\*\*$/, '$1')
    .replace(/\\([*_`[\]])/g, '$1')
    .trim();
}

function problem(where: string, found: string, expected: string, fix: string): Problem {
  return { code: 'E_BAD_WAIVER', where, found, expected, fix };
}

const headings = (): string[] => COLUMNS.map((column) => HEADINGS[column][0] as string);

/** `| ID | Scope | ... |` */
export function registerHead(): string {
  return `| ${headings().join(' | ')} |`;
}

/**
 * The row to fill in for accepting a finding, from today for `days`: of a package its advisory in this
 * version, of anything else this one finding, by its fingerprint.
 */
export function registerRow(
  { rule, fingerprint, package: of, where }: Pick<SecurityFinding, 'rule' | 'fingerprint' | 'package' | 'where'>,
  now: Instant,
  days = 30,
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const scope = of
    ? `${of.ecosystem ? `${of.ecosystem}/` : ''}${of.name}${of.version ? `@${of.version}` : ''}`
    : where.replace(/:\d+$/, '');
  const [from, until] = [formatDate(now), formatDate(now + days * DAY_MS)];
  return `| ${cell(of ? rule : fingerprint)} | ${cell(scope) || '*'} | owner | approver | reason | compensating control | ${from} | ${until} |`;
}
