import type { ByteSource } from '../byte-source.ts';
import { parseCount, parseHits } from '../text/counts.ts';
import { eachLine } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { watchEnd } from './go-cover.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * gcov's annotated source (.gcov), one or several after each other. `#####`, `=====`, `$$$$$` and
 * `%%%%%` are lines that did not run; a star behind a count says that a part of the line did not.
 * Branches and functions are there with `gcov -b`. Where a template has several instances, their
 * repeated lines and branches are united with the lines above them: any instance counts.
 * The format has no end mark: a cut inside a line is E_TRUNCATED, a cut between lines cannot be seen.
 * Source: GCC manual, Invoking Gcov.
 */
export const gcov: CoverageFormat = {
  id: 'gcov',
  title: 'gcov text',
  fileNames: ['*.gcov'],
  accepts: (head) => /^\s*-:\s+0:Source:/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'gcov');
    const error = builder.error.bind(builder);
    const reader = new GcovReader(builder);
    const watched = watchEnd(input);
    await eachLine(watched.source, error, (line, number) => {
      builder.at = number;
      reader.line(line);
    });
    if (builder.at === 0) throw error('E_EMPTY', 'an empty file', 'annotated source of gcov');
    if (!watched.endsWithNewline())
      throw error('E_TRUNCATED', 'a last line without its end', 'a line end after every line');
    return reader.finish();
  },
};

const LINE = /^\s*(-|#####|=====|\$\$\$\$\$|%%%%%|-?\d+(?:\.\d+)?[kMGTPEZY]?)\*?:\s*(\d+):/;
const BLOCK = /^\s*(?:-|\$\$\$\$\$|%%%%%|\d+(?:\.\d+)?[kMGTPEZY]?)\*?:\s*\d+-block\s+\d+/;
const FUNCTION = /^function (.*) called (-?\d+(?:\.\d+)?[kMGTPEZY]?) returned /;
const BRANCH = /^branch\s+(\d+) (?:never executed|taken (-?\d+(?:\.\d+)?[kMGTPEZY]?)%?)/;
const OTHER = /^(?:call|unconditional|condition|conditions|path|paths)\s/;
const SEPARATOR = /^-{10,}$/;

class GcovReader {
  readonly #builder: ReportBuilder;
  #line = 0;
  #isOpen = false;
  #isNameNext = false;
  #functions: { readonly name: string; readonly isCovered: boolean }[] = [];

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  line(text: string): void {
    const counted = LINE.exec(text);
    if (counted) return this.#readLine(counted[1] as string, counted[2] as string, text.slice(counted[0].length));
    if (SEPARATOR.test(text)) {
      this.#isNameNext = true;
      return;
    }
    const branch = BRANCH.exec(text);
    if (branch) return this.#readBranch(branch[1] as string, branch[2]);
    const called = FUNCTION.exec(text);
    if (called) return this.#readFunction(called[1] as string, called[2] as string);
    if (text.trim() === '' || BLOCK.test(text) || OTHER.test(text)) return;
    if (!this.#isNameNext)
      throw this.#builder.error('E_MALFORMED', `the line ${JSON.stringify(text.slice(0, 60))}`, 'count:line:source');
    this.#isNameNext = false;
  }

  #readLine(count: string, number: string, source: string): void {
    const error = this.#builder.error.bind(this.#builder);
    this.#isNameNext = false;
    this.#line = parseCount(number, 'a line number', error);
    if (this.#line === 0) return this.#readHeader(source);
    if (!this.#isOpen) throw error('E_MALFORMED', 'a line before any Source', '-:    0:Source:<path> before it');
    for (const { name, isCovered } of this.#functions) this.#builder.function(this.#line, name, isCovered);
    this.#functions = [];
    if (count === '-') return;
    this.#builder.line(this.#line, /^[-\d]/.test(count) ? this.#hits(count) : 0);
  }

  #readHeader(source: string): void {
    if (!source.startsWith('Source:')) return;
    this.#requireNoFunction();
    this.#isOpen = true;
    this.#builder.file(source.slice('Source:'.length).trim());
  }

  /** `3`, or `1.2k` and the like with -H, where only zero or not matters. */
  #hits(text: string): number {
    return parseHits(text.replace(/[kMGTPEZY]$/, ''), 'a count', this.#builder.error.bind(this.#builder));
  }

  #readBranch(index: string, taken: string | undefined): void {
    if (this.#line === 0)
      throw this.#builder.error('E_MALFORMED', 'a branch before any line', 'the line of a branch before it');
    const id = identityOf(index);
    this.#builder.branch(this.#line, id, taken !== undefined && this.#hits(taken) > 0);
  }

  #readFunction(name: string, called: string): void {
    if (!this.#isOpen)
      throw this.#builder.error('E_MALFORMED', 'a function before any Source', '-:    0:Source:<path> before it');
    // Only -b prints functions, and with it branches, even when the file has none.
    this.#builder.measures('branch');
    this.#functions.push({ name, isCovered: this.#hits(called) > 0 });
  }

  #requireNoFunction(): void {
    if (this.#functions.length === 0) return;
    throw this.#builder.error('E_TRUNCATED', 'a function without its lines', 'the line of a function behind it');
  }

  finish() {
    this.#requireNoFunction();
    if (!this.#isOpen) throw this.#builder.error('E_MALFORMED', 'no Source', '-:    0:Source:<path> at the start');
    return this.#builder.build();
  }
}
