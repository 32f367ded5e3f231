import type { ByteSource } from '../byte-source.ts';
import { parseCount, parseHits } from '../text/counts.ts';
import { utf8Chunks } from '../text/encoding.ts';
import { type ErrorAt, eachLine } from '../text/lines.ts';
import type { CoverageFormat } from './format.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * Go coverage profiles (`go test -coverprofile`, any mode). The metric of Go is the statement: a
 * block counts as many as it has, once, however often it is listed. Lines are derived: every line
 * from the first to the last of a block with statements is executable, and covered when any such
 * block on it ran; `} else {` therefore counts as run when one side of it ran, and comments inside
 * a block count with it. Profiles may be concatenated when their modes are the same.
 * The format has no end mark: a cut inside a line is E_TRUNCATED, a cut between lines cannot be seen.
 * Source: golang.org/x/tools/cover, ParseProfiles.
 */
export const goCover: CoverageFormat = {
  id: 'go-cover',
  title: 'Go coverage profile',
  fileNames: ['coverage.out', 'cover.out', '*.coverprofile'],
  accepts: (head) => /^\s*mode: ?(?:set|count|atomic)[ \t]*(?:\r?\n|$)/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'go-cover');
    const error = builder.error.bind(builder);
    const reader = new ProfileReader(builder);
    const watched = watchEnd(input);
    await eachLine(watched.source, error, (line, number) => {
      builder.at = number;
      reader.line(line);
    });
    reader.finish();
    if (reader.isEmpty) throw error('E_EMPTY', 'an empty file', 'a Go coverage profile');
    if (!watched.endsWithNewline())
      throw error(
        'E_TRUNCATED',
        'a last line without its line end, as a cut leaves it',
        'a line end after every block',
      );
    return builder.build();
  },
};

/** Lines that the blocks of one profile may span together: far above any project, far below what fills the memory. */
const MAX_SPANNED_LINES = 50_000_000;
const SHAPE = 'name.go:line.column,line.column statements count';
const MODE = /^mode:\s*(set|count|atomic)$/;
/** What stands behind the last colon of a block, which the path may have too. */
const BLOCK = /^((\d{1,9})\.\d{1,9},(\d{1,9})\.\d{1,9}) (\S+) (\S+)$/;

class ProfileReader {
  readonly #builder: ReportBuilder;
  readonly #error: ErrorAt;
  #mode = '';
  #spanned = 0;
  #broken = '';

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
    this.#error = builder.error.bind(builder);
  }

  get isEmpty(): boolean {
    return this.#mode === '';
  }

  line(text: string): void {
    const line = text.trimEnd();
    if (line === '') return;
    if (this.#broken !== '') throw this.#builder.error('E_MALFORMED', `the line ${this.#broken} above`, SHAPE);
    const mode = line.startsWith('mode:') && MODE.exec(line)?.[1];
    if (mode) return this.#readMode(mode);
    if (this.#mode === '')
      throw this.#builder.error('E_MALFORMED', `the first line ${quoted(line)}`, 'mode: set, count or atomic');
    const colon = line.lastIndexOf(':');
    const match = BLOCK.exec(line.slice(colon + 1));
    // Whether this is a cut or nonsense is known when there is another line, or none.
    if (match && colon > 0) this.#readBlock(line.slice(0, colon), match as unknown as readonly string[]);
    else this.#broken = quoted(line);
  }

  finish(): void {
    if (this.#broken !== '') throw this.#builder.error('E_TRUNCATED', `the last line ${this.#broken}`, SHAPE);
  }

  #readMode(mode: string): void {
    if (this.#mode !== '' && this.#mode !== mode) {
      throw this.#builder.error('E_CONTRADICTION', `mode ${mode} after mode ${this.#mode}`, 'profiles of one mode');
    }
    this.#mode = mode;
  }

  #readBlock(path: string, match: readonly string[]): void {
    const [, place, first, last, count, executed] = match as [string, string, string, string, string, string];
    const from = Number(first);
    const to = Number(last);
    const statements = parseCount(count, 'the statements of a block', this.#error);
    const hits = parseHits(executed, 'the count of a block', this.#error);
    if (from < 1 || to < from)
      throw this.#error(
        'E_BAD_COUNT',
        `a block from line ${from} to line ${to}`,
        'a first line that is not behind the last',
      );
    this.#builder.file(path);
    this.#builder.measures('statement');
    if (statements === 0) return;
    this.#spanned += to - from + 1;
    if (this.#spanned > MAX_SPANNED_LINES)
      throw this.#error('E_TOO_LARGE', `blocks over more than ${MAX_SPANNED_LINES} lines`, 'the lines of one project');
    for (let line = from; line <= to; line++) this.#builder.line(line, hits);
    this.#builder.statement(from, identityOf(place), hits > 0 ? statements : 0, statements);
  }
}

function quoted(line: string): string {
  return JSON.stringify(line.slice(0, 80));
}

/** A source that remembers, once read, whether its text ended with a line feed: the only end mark some formats have. */
export function watchEnd(input: ByteSource): {
  source: ByteSource;
  endsWithNewline(): boolean;
} {
  let last = 0;
  const source: ByteSource = {
    path: input.path,
    size: input.size,
    // What comes out is UTF-8 without byte order mark already.
    head: async () => new Uint8Array(0),
    async *chunks() {
      for await (const chunk of utf8Chunks(input)) {
        last = chunk.at(-1) ?? last;
        yield chunk;
      }
    },
  };
  return { source, endsWithNewline: () => last === 10 };
}
