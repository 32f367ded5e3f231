import type { ByteSource } from '../byte-source.ts';
import { parseCount } from '../text/counts.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';
import { NOT_RUN, PARTLY_RUN, type RangeState, RUN, VsRanges } from './vs-ranges.ts';

/**
 * Visual Studio coverage XML: `<results>` of dotnet-coverage and vstest, and `<CoverageDSPriv>` of
 * older versions. Statements are the ranges, lines all lines of ranges, functions those that have
 * ranges. A partial range is a line that ran and a statement that did not run wholly; it is no
 * branch, as the format does not count branches, so the option `partial` does not see it. Its
 * totals count a line once per function, so there is none to compare lines with.
 * Source: dotnet-coverage documentation; coverage values of CoverageDS, Visual Studio SDK.
 */
export const vsCoverage: CoverageFormat = {
  id: 'vs-coverage',
  title: 'Visual Studio coverage XML',
  fileNames: ['*.coveragexml'],
  accepts(head) {
    const xml = xmlHead(head);
    if (xml?.root === 'CoverageDSPriv') return true;
    return xml?.root === 'results' && /^(?:modules|skipped_modules)$/.test(xml.child ?? '');
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'vs-coverage');
    const reader = new VsCoverageReader(builder);
    await scanXml(input, reader, builder.error.bind(builder));
    reader.finish();
    return builder.build();
  },
};

const MAX_NUMBER = 2 ** 31 - 1;
const STATES: Readonly<Record<string, RangeState>> = { yes: RUN, partial: PARTLY_RUN, no: NOT_RUN };
/** By the number in `<Coverage>`. */
const OLD_STATES: readonly RangeState[] = [RUN, PARTLY_RUN, NOT_RUN];
/** Elements of the older form whose text is read. */
const OLD_FIELDS = new Set([
  'LnStart',
  'ColStart',
  'LnEnd',
  'ColEnd',
  'Coverage',
  'SourceFileID',
  'SourceFileName',
  'MethodKeyName',
  'MethodName',
]);

class VsCoverageReader {
  readonly #builder: ReportBuilder;
  readonly #ranges = new VsRanges();
  /** Paths by source id: of the current module, in the older form of the whole report. */
  readonly #paths = new Map<number, string>();
  readonly #fields = new Map<string, string>();
  #function = '';
  #functionSource = 0;
  #functionLine = 0;
  #isFunctionCovered = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean {
    switch (tag.name) {
      case 'range':
        this.#readRange(tag);
        return false;
      case 'source_file':
        this.#paths.set(tag.count('id'), tag.required('path'));
        return false;
      case 'function':
        this.#openFunction(`${tag.attribute('type_name') ?? ''}.${tag.attribute('name') ?? ''}`);
        return false;
      case 'Method':
        this.#openFunction('');
        return false;
      case 'Lines':
      case 'SourceFileNames':
        this.#fields.clear();
        return false;
      default:
        return OLD_FIELDS.has(tag.name);
    }
  }

  close(name: string, text: string): void {
    if (name === 'function' || name === 'Method') this.#closeFunction();
    else if (name === 'module') this.#flush();
    else if (name === 'Lines') this.#readLines();
    else if (name === 'SourceFileNames')
      this.#paths.set(this.#field('SourceFileID'), this.#fields.get('SourceFileName') ?? '');
    // The key holds the class too and is unique; it comes after the name.
    else if (name === 'MethodName' || name === 'MethodKeyName') this.#function = text;
    else if (OLD_FIELDS.has(name)) this.#fields.set(name, text);
  }

  finish(): void {
    this.#flush();
  }

  #flush(): void {
    this.#ranges.flush(this.#builder, this.#paths);
    this.#paths.clear();
  }

  #readRange(tag: XmlTag): void {
    const covered = tag.token('covered') ?? '';
    const state = Object.hasOwn(STATES, covered) ? STATES[covered] : undefined;
    if (state === undefined)
      throw this.#builder.error(
        'E_MALFORMED',
        `a range with covered ${JSON.stringify(covered.slice(0, 40))}`,
        'covered="yes", "partial" or "no"',
      );
    const line = tag.count('start_line');
    const span = {
      line,
      column: tag.count('start_column', 0),
      endLine: tag.count('end_line', line),
      endColumn: tag.count('end_column', 0),
    };
    this.#add(tag.count('source_id'), span, state);
  }

  #readLines(): void {
    const coverage = this.#field('Coverage');
    const state = OLD_STATES[coverage];
    if (state === undefined)
      throw this.#builder.error(
        'E_MALFORMED',
        `<Coverage> ${coverage}`,
        '0 (covered), 1 (partially) or 2 (not covered)',
      );
    const line = this.#field('LnStart');
    const span = {
      line,
      column: this.#field('ColStart', 0),
      endLine: this.#field('LnEnd', line),
      endColumn: this.#field('ColEnd', 0),
    };
    this.#add(this.#field('SourceFileID'), span, state);
  }

  #add(source: number, span: Parameters<VsRanges['add']>[1], state: RangeState): void {
    const largest = Math.max(source, span.line, span.column, span.endLine, span.endColumn);
    if (largest > MAX_NUMBER)
      throw this.#builder.error('E_BAD_COUNT', `the number ${largest} in a range`, `at most ${MAX_NUMBER}`);
    this.#ranges.add(source, span, state);
    if (state !== NOT_RUN) this.#isFunctionCovered = true;
    if (this.#functionLine > 0) return;
    this.#functionLine = span.line;
    this.#functionSource = source;
  }

  #field(name: string, missing?: number): number {
    const text = this.#fields.get(name);
    if (text !== undefined) return parseCount(text, `<${name}>`, this.#builder.error.bind(this.#builder));
    if (missing !== undefined) return missing;
    throw this.#builder.error('E_MALFORMED', `<Lines> or <SourceFileNames> without <${name}>`, `an element <${name}>`);
  }

  #openFunction(name: string): void {
    this.#function = name;
    this.#functionLine = 0;
    this.#isFunctionCovered = false;
  }

  #closeFunction(): void {
    if (this.#functionLine === 0) return;
    this.#ranges.addFunction(
      this.#functionSource,
      this.#functionLine,
      identityOf(this.#function),
      this.#isFunctionCovered,
    );
  }
}
