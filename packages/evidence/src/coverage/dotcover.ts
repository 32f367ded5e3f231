import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { hasAttribute, xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';
import { addSpan } from './source-span.ts';

/**
 * JetBrains dotCover XML of the report type DetailedXML. Statements are told apart by their place,
 * lines are all lines of statements, functions the methods that have statements. The other report
 * types have totals only and are E_MALFORMED. Its totals count statements, so there is none to
 * compare lines with. Source: dotCover documentation, `--report-type`.
 */
export const dotcover: CoverageFormat = {
  id: 'dotcover',
  title: 'dotCover DetailedXML',
  fileNames: ['dotcover*.xml', 'dotCover*.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    return (
      xml?.root === 'Root' &&
      ['ReportType', 'DotCoverVersion', 'CoveredStatements'].some((name) => hasAttribute(xml, name))
    );
  },
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'dotcover');
    const reader = new DotcoverReader(builder);
    await scanXml(input, reader, builder.error.bind(builder));
    reader.finish();
    return builder.build();
  },
};

interface Method {
  readonly name: string;
  file: string;
  line: number;
  isCovered: boolean;
}

class DotcoverReader {
  readonly #builder: ReportBuilder;
  readonly #files = new Map<string, string>();
  /** Names of the namespaces, types and methods around the current element. */
  readonly #names: string[] = [];
  /** Methods around the current element: a lambda stands inside its method. */
  readonly #methods: Method[] = [];
  #statedStatements = 0;
  #statements = 0;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): void {
    switch (tag.name) {
      case 'Statement':
        this.#names.push('');
        return this.#readStatement(tag);
      case 'File':
        this.#names.push('');
        this.#files.set(tag.required('Index'), tag.required('Name'));
        return;
      case 'Root':
        this.#readRoot(tag);
        break;
    }
    this.#names.push(tag.attribute('Name') ?? '');
    if (isMethod(tag.name)) this.#methods.push({ name: this.#names.join('.'), file: '', line: 0, isCovered: false });
  }

  close(name: string): void {
    this.#names.pop();
    if (!isMethod(name)) return;
    const method = this.#methods.pop();
    if (!method || method.line === 0) return;
    this.#builder.file(method.file);
    this.#builder.function(method.line, method.name, method.isCovered);
  }

  /** Throws E_MALFORMED when the report speaks of statements and shows none. */
  finish(): void {
    if (this.#statements > 0 || this.#statedStatements === 0) return;
    throw this.#builder.error(
      'E_MALFORMED',
      `totals of ${this.#statedStatements} statements, but no statement`,
      'every statement with its line',
      'Use ReportType DetailedXML; the other types do not say which lines ran.',
    );
  }

  #readRoot(tag: XmlTag): void {
    this.#statedStatements = tag.count('TotalStatements', 0);
    const { facts } = this.#builder;
    const version = tag.attribute('DotCoverVersion');
    facts.tool = 'dotCover';
    if (version) facts.version = version;
  }

  #readStatement(tag: XmlTag): void {
    const builder = this.#builder;
    const index = tag.token('FileIndex');
    const file = this.#files.get(index ?? '');
    if (file === undefined)
      throw builder.error(
        'E_MALFORMED',
        `a statement in the file ${index}, which FileIndices do not list`,
        'a <File> for every statement',
      );
    const line = tag.lineNumber('Line');
    const covered = tag.token('Covered');
    if (covered !== 'True' && covered !== 'False') {
      throw builder.error(
        'E_MALFORMED',
        `a statement in line ${line} with Covered ${JSON.stringify(covered?.slice(0, 40) ?? null)}`,
        'Covered="True" or Covered="False"',
      );
    }
    const isCovered = covered === 'True';
    const span = {
      line,
      column: tag.count('Column', 0),
      endLine: tag.count('EndLine', line),
      endColumn: tag.count('EndColumn', 0),
    };
    builder.file(file);
    addSpan(builder, span, isCovered);
    this.#statements++;
    const method = this.#methods.at(-1);
    if (method) noteStatement(method, file, line, isCovered);
  }
}

function isMethod(name: string): boolean {
  return name === 'Method' || name === 'Constructor' || name === 'AnonymousMethod' || name === 'LocalFunction';
}

function noteStatement(method: Method, file: string, line: number, isCovered: boolean): void {
  if (method.line === 0) {
    method.line = line;
    method.file = file;
  }
  if (isCovered) method.isCovered = true;
}
