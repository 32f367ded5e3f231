import {
  DAY_MS,
  type Instant,
  type MeasuredSlots,
  parseInstant,
  type UptimeMeasurements,
  type UptimeStrip,
} from '@maturity-actions/criteria';
import { dayText, timeOfDay } from './uptime-times.ts';
import type { RowSeconds } from './uptime-wording.ts';

/** What one square shows: down when anything in it was, then unknown, then maintenance. */
export type CellState = 'up' | 'down' | 'partly-unknown' | 'unknown' | 'maintenance' | 'outside';

/** A day, a week or the whole window. */
export interface PictureRow extends RowSeconds {
  /** `Fri 13 Nov`, with the time where a row does not begin with its day. */
  readonly label: string;
  /** In groups that a blank keeps apart. */
  readonly groups: readonly (readonly CellState[])[];
}

/** A window as rows of squares. */
export interface UptimePicture {
  /** What a row is; `window` when there is one row for everything. */
  readonly row: 'window' | 'day' | 'week';
  readonly cellSeconds: number;
  readonly rows: readonly PictureRow[];
}

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;
/** Windows below this are one row, windows up to that have a row per day, longer ones one per week. */
const ONE_ROW_MS = 2 * DAY_MS;
const DAY_ROWS_MS = 14 * DAY_MS;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** Lengths of squares that people can count with, in seconds. */
const ROUND_LENGTHS: readonly number[] = [
  ...[1, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800],
  ...[1, 2, 3, 4, 6, 8, 12, 24].map((hours) => hours * 3600),
];

/** A piece of the strip where it belongs, with its own length: the first and the last may be shorter. */
interface Placed extends MeasuredSlots {
  readonly from: Instant;
  readonly seconds: number;
}

interface Rows {
  readonly row: UptimePicture['row'];
  /** Where the first row begins, how long each is, and how much of it stands together. */
  readonly origin: Instant;
  readonly rowMs: number;
  readonly groupMs: number;
}

/**
 * The window as rows with at most `mostCells` squares; undefined when nothing has samples. A piece is drawn
 * in the row and the square that it begins in.
 */
export function uptimePicture(measured: UptimeMeasurements, mostCells: number): UptimePicture | undefined {
  const [from, to] = [parseInstant(measured.window.from), parseInstant(measured.window.to)];
  const placed = to === undefined ? [] : placedPieces(measured.strip, to);
  if (placed.length === 0 || from === undefined || to === undefined) return undefined;
  const { row, ...layout } = rowsOf(from, to);
  const cellMs = cellLength(measured.strip.seconds, layout.rowMs, mostCells) * 1000;
  const last = placed.reduce((latest, one) => Math.max(latest, one.from), from);
  const rows = [...byRow(placed, layout)].map(([start, inRow]): PictureRow => {
    const cells = cellsOf(inRow, start, Math.ceil(layout.rowMs / cellMs), cellMs, { from, last });
    const label = row === 'window' ? `${dayText(start)} ${timeOfDay(start)}` : dayText(start);
    return { label, groups: grouped(cells, layout.groupMs / cellMs), ...secondsOf(inRow, measured) };
  });
  return { row, cellSeconds: cellMs / 1000, rows };
}

function placedPieces({ seconds, pieces }: UptimeStrip, to: Instant): Placed[] {
  const starts = pieces.map(({ from }) => parseInstant(from));
  return pieces.flatMap((piece, index): Placed[] => {
    const from = starts[index];
    if (from === undefined) return [];
    const length = ((starts[index + 1] ?? to) - from) / 1000;
    return [{ ...piece, from, seconds: Math.min(seconds, Math.max(0, length)) }];
  });
}

function rowsOf(from: Instant, to: Instant): Rows {
  if (to - from < ONE_ROW_MS) return { row: 'window', origin: from, rowMs: to - from, groupMs: to - from };
  const isDaily = to - from <= DAY_ROWS_MS;
  const rowMs = isDaily ? DAY_MS : WEEK_MS;
  const anchor = isDaily ? 0 : FIRST_MONDAY_MS;
  const origin = Math.floor((from - anchor) / rowMs) * rowMs + anchor;
  return { row: isDaily ? 'day' : 'week', origin, rowMs, groupMs: isDaily ? 6 * HOUR_MS : DAY_MS };
}

/** Seconds of a square: round, not shorter than a piece, so that each has one, and few enough of them. */
function cellLength(pieceSeconds: number, rowMs: number, mostCells: number): number {
  const fits = (seconds: number): boolean => seconds >= pieceSeconds && rowMs / 1000 / seconds <= mostCells;
  return ROUND_LENGTHS.find(fits) ?? Math.max(1, Math.ceil(rowMs / 1000));
}

/** The pieces by the start of their row; a row without pieces is left out, however long the window is. */
function byRow(placed: readonly Placed[], { origin, rowMs }: Omit<Rows, 'row'>): ReadonlyMap<Instant, Placed[]> {
  const rows = new Map<Instant, Placed[]>();
  for (const one of placed) {
    const start = origin + Math.floor((one.from - origin) / rowMs) * rowMs;
    const inRow = rows.get(start);
    if (inRow) inRow.push(one);
    else rows.set(start, [one]);
  }
  return rows;
}

function cellsOf(
  inRow: readonly Placed[],
  start: Instant,
  length: number,
  cellMs: number,
  pieces: { readonly from: Instant; readonly last: Instant },
): CellState[] {
  return Array.from({ length }, (_, index): CellState => {
    const from = start + index * cellMs;
    const to = from + cellMs;
    if (to <= pieces.from || from > pieces.last) return 'outside';
    return stateOf(inRow.filter((one) => one.from >= from && one.from < to));
  });
}

function stateOf(pieces: readonly MeasuredSlots[]): CellState {
  const has = (key: keyof MeasuredSlots): boolean => pieces.some((piece) => piece[key] > 0);
  if (has('down')) return 'down';
  if (has('unknown')) return has('up') || has('maintenance') ? 'partly-unknown' : 'unknown';
  if (has('maintenance')) return 'maintenance';
  return has('up') ? 'up' : 'unknown';
}

/** Groups of so many cells; one group when that is no number to count with. */
function grouped(cells: readonly CellState[], perGroup: number): (readonly CellState[])[] {
  if (!Number.isInteger(perGroup) || perGroup < 2) return [cells];
  const groups: CellState[][] = [];
  for (let index = 0; index < cells.length; index += perGroup) groups.push(cells.slice(index, index + perGroup));
  return groups;
}

/** Exact where the pieces hold each slot once; else by the share of each piece. Rounded up: no second of it is lost. */
function secondsOf(inRow: readonly Placed[], { strip, slots, interval }: UptimeMeasurements): RowSeconds {
  const all = strip.pieces.reduce((sum, piece) => sum + slotsOf(piece), 0);
  const perSlot = interval !== null && all === slots ? interval : undefined;
  const sumOf = (key: keyof RowSeconds): number => {
    const sum = inRow.reduce(
      (told, piece) => told + piece[key] * (perSlot ?? piece.seconds / Math.max(1, slotsOf(piece))),
      0,
    );
    // What floating point adds is no second.
    return Math.ceil(sum - 1e-6);
  };
  return { down: sumOf('down'), unknown: sumOf('unknown'), maintenance: sumOf('maintenance') };
}

function slotsOf({ up, down, maintenance, unknown }: MeasuredSlots): number {
  return up + down + maintenance + unknown;
}
