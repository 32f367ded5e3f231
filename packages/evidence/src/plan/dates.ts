import { type Instant, parseDate } from '@maturity-actions/criteria';
import { LONGEST_TEXT } from './plan-source.ts';
import { fold } from './plan-words.ts';

/** Months by the beginning of their names, in the languages that plans are read in. */
const MONTHS: readonly RegExp[] = [
  /^(?:jan|janv|ene|янв|oca|sty)/,
  /^(?:feb|fev|fevr|фев|sub|lut)/,
  /^(?:mar(?!t?in)|marz|mars|март|мар|maerz)/,
  /^(?:apr|avr|abr|апр|nis|kwi)/,
  /^(?:may|mai|maj|мая|май|мае)/,
  /^(?:jun|juin|июн|haz|cze)/,
  /^(?:jul|juil|июл|tem|lip)/,
  /^(?:aug|aou|ago|авг|agu|sie)/,
  /^(?:sep|set|сен|eyl|wrz)/,
  /^(?:oct|okt|out|окт|eki|paz)/,
  /^(?:nov|ноя|kas|lis)/,
  /^(?:dec|dez|dic|дек|ara|gru)/,
];

const ISO = /(?<!\d)(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g;
const CHINESE = /(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g;
const NUMERIC = /(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(20\d\d)(?!\d)/g;
const DAY_FIRST =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?(\p{L}{3,12})\.?,?\s+(?:de\s+)?(20\d\d)(?!\d)/gu;
const MONTH_FIRST = /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(20\d\d)(?!\d)/gu;

/** All days that a text names, as their first instant in UTC. Of `3/4/2026` the earlier reading counts: nobody knows which is meant. */
export function datesIn(text: string): Instant[] {
  const plain = fold(text.slice(0, LONGEST_TEXT));
  const found: (Instant | undefined)[] = [];
  for (const [, year, month, day] of plain.matchAll(ISO)) found.push(dayOf(year, month, day));
  for (const [, year, month, day] of plain.matchAll(CHINESE)) found.push(dayOf(year, month, day));
  for (const [, first, separator, second, year] of plain.matchAll(NUMERIC))
    found.push(ambiguous(year, first, second, separator));
  for (const [, day, month, year] of plain.matchAll(DAY_FIRST)) found.push(dayOf(year, monthOf(month), day));
  for (const [, month, day, year] of plain.matchAll(MONTH_FIRST)) found.push(dayOf(year, monthOf(month), day));
  return found.filter((at) => at !== undefined);
}

function monthOf(name = ''): string | undefined {
  const index = MONTHS.findIndex((pattern) => pattern.test(name));
  return index < 0 ? undefined : String(index + 1);
}

/** Points separate days from months; slashes do the one or the other. */
function ambiguous(year = '', first = '', second = '', separator = ''): Instant | undefined {
  const dayFirst = dayOf(year, second, first);
  const monthFirst = separator === '.' ? undefined : dayOf(year, first, second);
  if (dayFirst === undefined || monthFirst === undefined) return dayFirst ?? monthFirst;
  return Math.min(dayFirst, monthFirst);
}

function dayOf(year = '', month = '', day = ''): Instant | undefined {
  return month === '' ? undefined : parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
