import type { EvidenceError } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { parseCount, parseHits } from '../text/counts.ts';
import { eachBlock, endOfLine, trimmedEnd } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { LcovFunctions } from './lcov-functions.ts';
import { readPlainBranch, readPlainLine } from './lcov-plain.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * LCOV tracefiles, 1.x and 2.x. Lines come from DA, branches from BRDA, functions from FN/FNDA or
 * FNL/FNA; LF, LH, BRF, BRH, FNF and FNH are only compared. Repeated SF records of a file are united.
 * Source: geninfo(1), section FILES.
 */
export const lcov: CoverageFormat = {
  id: 'lcov',
  title: 'LCOV',
  fileNames: ['lcov.info', '*.lcov'],
  accepts: looksLikeLcov,
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'lcov');
    const reader = new LcovReader(builder);
    const error = builder.error.bind(builder);
    await eachBlock(input, error, (bytes, from, to) => reader.block(bytes, from, to));
    return reader.finish();
  },
};

/** A tracefile starts with the first file, after a test name, versions and comments at most. */
function looksLikeLcov(head: string): boolean {
  let hasTestName = false;
  for (const line of head.split('\n')) {
    const text = line.trim();
    if (text.startsWith('SF:')) return true;
    if (text.startsWith('TN:')) hasTestName = true;
    else if (text !== '' && !text.startsWith('#') && !(hasTestName && text.startsWith('VER:'))) return false;
  }
  return hasTestName;
}

const COLON = 58;
const COMMA = 44;
const HASH = 35;
const MINUS = 45;
const code = (tag: string): number => {
  let value = 0;
  for (let index = 0; index < tag.length; index++) value = value * 256 + tag.charCodeAt(index);
  return value;
};
const DA = code('DA');
const BRDA = code('BRDA');
const SF = code('SF');
const FN = code('FN');
const FNDA = code('FNDA');
const FNL = code('FNL');
const FNA = code('FNA');
const LF = code('LF');
const LH = code('LH');

/** Records that need no reading here: test names, versions, checksums, totals, MC/DC conditions. */
const KNOWN = new Set(['TN', 'VER', 'BRF', 'BRH', 'FNF', 'FNH', 'MCDC', 'MCF', 'MCH', 'SFC', 'DIFF', 'BA'].map(code));
const FUNCTIONS = new Set([FN, FNDA, FNL, FNA]);
const END_OF_RECORD = 'end_of_record';

class LcovReader {
  readonly #builder: ReportBuilder;
  readonly #functions: LcovFunctions;
  readonly #decoder = new TextDecoder();
  #isOpen = false;
  #statedCovered = 0;
  #statedTotal = 0;
  #hasStated = false;
  #isEmpty = true;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
    this.#functions = new LcovFunctions(builder);
  }

  /** Reads whole lines. DA and BRDA come a million times: they are read in one pass, without strings. */
  block(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      this.#builder.at++;
      const next = this.#isOpen ? this.#readFast(bytes, at, to) : -1;
      if (next > 0) {
        at = next;
        continue;
      }
      const end = endOfLine(bytes, at, to);
      const isUnfinished = end === to && !this.#text(bytes, at, end).trim().startsWith(END_OF_RECORD);
      if (isUnfinished && this.#isOpen) throw this.#cut();
      this.#readAny(bytes, at, trimmedEnd(bytes, at, end));
      at = end + 1;
    }
  }

  /** Reads a plain DA or BRDA line; where the next line starts, or -1 when this one is anything else. */
  #readFast(bytes: Uint8Array, from: number, to: number): number {
    if (bytes[from] === 68 && bytes[from + 1] === 65 && bytes[from + 2] === COLON) {
      return readPlainLine(bytes, from + 3, to, this.#builder);
    }
    if (
      bytes[from] === 66 &&
      bytes[from + 1] === 82 &&
      bytes[from + 2] === 68 &&
      bytes[from + 3] === 65 &&
      bytes[from + 4] === COLON
    ) {
      return readPlainBranch(bytes, from + 5, to, this.#builder);
    }
    return -1;
  }

  #readAny(bytes: Uint8Array, from: number, to: number): void {
    if (from === to) return;
    this.#isEmpty = false;
    let tag = 0;
    let at = from;
    while (at < to && at - from < 5 && bytes[at] !== COLON) tag = tag * 256 + (bytes[at++] as number);
    if (bytes[at] !== COLON) this.#readBare(this.#text(bytes, from, to));
    else if (tag === DA) this.#readLine(bytes, at + 1, to);
    else if (tag === BRDA) this.#readBranch(bytes, at + 1, to);
    else this.#readRecord(tag, bytes, from, at, to);
  }

  #readRecord(tag: number, bytes: Uint8Array, from: number, colon: number, to: number): void {
    const value = this.#text(bytes, colon + 1, to);
    if (FUNCTIONS.has(tag)) this.#requireOpen();
    if (tag === SF) this.#open(value);
    else if (tag === FN) this.#functions.start(value);
    else if (tag === FNDA) this.#functions.hits(value);
    else if (tag === FNL) this.#functions.leader(value);
    else if (tag === FNA) this.#functions.alias(value);
    else if (tag === LF) this.#state('total', value);
    else if (tag === LH) this.#state('covered', value);
    else if (!KNOWN.has(tag)) this.#unknown(this.#text(bytes, from, to));
  }

  #readBare(text: string): void {
    const trimmed = text.trim();
    if (trimmed === END_OF_RECORD) {
      if (!this.#isOpen) throw this.#builder.error('E_MALFORMED', 'end_of_record without SF', 'SF:<path> before it');
      this.#isOpen = false;
      this.#functions.endOfFile();
    } else if (trimmed !== '' && trimmed.charCodeAt(0) !== HASH) this.#unknown(trimmed);
  }

  #cut(): EvidenceError {
    return this.#builder.error(
      'E_TRUNCATED',
      'the end of the file before end_of_record',
      'end_of_record after every file',
    );
  }

  #unknown(text: string): never {
    throw this.#builder.error(
      'E_MALFORMED',
      `the record ${JSON.stringify(text.slice(0, 60))}`,
      'an LCOV record such as DA:12,3',
    );
  }

  #open(path: string): void {
    if (this.#isOpen) {
      throw this.#builder.error(
        'E_TRUNCATED',
        `SF:${path.slice(0, 80)} before the end_of_record of the file before it`,
        'end_of_record after every file',
      );
    }
    this.#isOpen = true;
    this.#builder.file(path.trim());
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw this.#builder.error('E_MALFORMED', 'a record outside of any file', 'SF:<path> before it');
  }

  /** DA:line,hits[,checksum] */
  #readLine(bytes: Uint8Array, from: number, to: number): void {
    this.#requireOpen();
    const error = this.#builder.error.bind(this.#builder);
    const [line = '', hits = ''] = this.#text(bytes, from, to).split(',');
    this.#builder.line(parseCount(line, 'the line of DA', error), parseHits(hits, 'the hit count of DA', error));
  }

  /** BRDA:line,block,branch,taken. Block may carry an `e` (exception), branch may be an expression; taken may be `-`. */
  #readBranch(bytes: Uint8Array, from: number, to: number): void {
    this.#requireOpen();
    const first = bytes.indexOf(COMMA, from);
    const second = first < 0 ? -1 : bytes.indexOf(COMMA, first + 1);
    let last = to - 1;
    while (last > second && bytes[last] !== COMMA) last--;
    if (first < 0 || second < 0 || second >= to || last <= second) {
      throw this.#builder.error(
        'E_MALFORMED',
        `BRDA:${this.#text(bytes, from, to).slice(0, 60)}`,
        'BRDA:line,block,branch,taken',
      );
    }
    const line = digits(bytes, from, first);
    if (line < 0)
      throw this.#builder.error(
        'E_BAD_COUNT',
        `BRDA:${this.#text(bytes, from, to).slice(0, 60)}`,
        'a line number first',
      );
    const block = digits(bytes, first + 1, second);
    const branch = digits(bytes, second + 1, last);
    const isPlain = block >= 0 && branch >= 0 && block < 65_536 && branch < 65_536;
    const id = isPlain ? block * 65_536 + branch : 2 ** 32 + (identityOf(this.#text(bytes, first + 1, last)) % 2 ** 47);
    this.#builder.branch(line, id, this.#isTaken(bytes, last + 1, to));
  }

  #isTaken(bytes: Uint8Array, from: number, to: number): boolean {
    if (to === from + 1) {
      const byte = bytes[from] as number;
      if (byte === MINUS || byte === 48) return false;
      if (byte > 48 && byte <= 57) return true;
    }
    const error = this.#builder.error.bind(this.#builder);
    const taken = parseHits(this.#text(bytes, from, to), 'the taken count of BRDA', error);
    if (taken < 0) this.#builder.remark('E_NEGATIVE_HITS', `a branch taken ${taken} times`, 'counted as not taken');
    return taken > 0;
  }

  #state(what: 'covered' | 'total', value: string): void {
    const count = parseCount(value, what === 'total' ? 'LF' : 'LH', this.#builder.error.bind(this.#builder));
    this.#hasStated = true;
    if (what === 'total') this.#statedTotal += count;
    else this.#statedCovered += count;
  }

  #text(bytes: Uint8Array, from: number, to: number): string {
    return this.#decoder.decode(bytes.subarray(from, to));
  }

  finish() {
    const builder = this.#builder;
    if (this.#isEmpty) throw builder.error('E_EMPTY', 'an empty file', 'SF records');
    if (this.#isOpen) throw this.#cut();
    if (this.#hasStated) builder.facts.stated = { line: { covered: this.#statedCovered, total: this.#statedTotal } };
    return builder.build();
  }
}

/** A short run of digits as a number; -1 for anything else. */
function digits(bytes: Uint8Array, from: number, to: number): number {
  if (to === from || to - from > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
