import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import type { CoverageFormat } from './format.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';
import { addSpan } from './source-span.ts';

/**
 * OpenCover XML, as OpenCover, coverlet and AltCover write it. Statements are the sequence points,
 * lines all lines that they cover, branches the branch points (told apart by method, offset and
 * path), functions the methods that have points. Hidden points and whatever was skipped
 * (`skippedDueTo`) are left out. Its totals count points, so there is none to compare lines with.
 * Source: OpenCover usage guide, and the writers of the tools named.
 */
export const opencover: CoverageFormat = {
  id: 'opencover',
  title: 'OpenCover XML',
  fileNames: ['coverage.opencover.xml', 'opencover*.xml'],
  accepts: (head) => xmlHead(head)?.root === 'CoverageSession',
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'opencover');
    await scanXml(input, new OpencoverReader(builder), builder.error.bind(builder));
    return builder.build();
  },
};

/** The line number that compilers give to code without a source line, 0xFEEFEE. */
const HIDDEN_LINE = 16_707_566;

class OpencoverReader {
  readonly #builder: ReportBuilder;
  /** Paths by uid; each module has its own. */
  readonly #files = new Map<string, string>();
  readonly #method: MethodReader;
  /** Name of the skipped element that is being read. */
  #skipped: string | undefined;
  #inMethod = false;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
    this.#method = new MethodReader(builder, this.#files);
  }

  open(tag: XmlTag): boolean {
    if (this.#skipped !== undefined) return false;
    switch (tag.name) {
      case 'SequencePoint':
        this.#requireMethod(tag);
        this.#method.sequencePoint(tag);
        return false;
      case 'BranchPoint':
        this.#requireMethod(tag);
        this.#method.branchPoint(tag);
        return false;
      case 'FileRef':
        this.#method.file = tag.token('uid');
        return false;
      case 'File':
        this.#files.set(tag.required('uid'), tag.required('fullPath'));
        return false;
      case 'Module':
        this.#files.clear();
        break;
      case 'Method':
        this.#inMethod = true;
        this.#method.open(tag);
        break;
      case 'Name':
        return this.#inMethod;
    }
    if (tag.attribute('skippedDueTo') !== undefined) this.#skipped = tag.name;
    return false;
  }

  close(name: string, text: string): void {
    if (this.#skipped !== undefined) {
      if (name !== this.#skipped) return;
      this.#skipped = undefined;
      this.#inMethod = false;
    } else if (name === 'Name' && this.#inMethod) this.#method.name = text;
    else if (name === 'Method') {
      this.#inMethod = false;
      this.#method.close();
    }
  }

  #requireMethod(tag: XmlTag): void {
    if (!this.#inMethod)
      throw this.#builder.error('E_MALFORMED', `<${tag.name}> outside of <Method>`, 'points inside a method');
  }
}

/** One `<Method>` and its points. */
class MethodReader {
  name = '';
  /** The uid that `<FileRef>` gives, for points that name no file. */
  file: string | undefined;

  readonly #builder: ReportBuilder;
  readonly #files: ReadonlyMap<string, string>;
  #identity = 0;
  #firstFile = '';
  #firstLine = 0;
  #isCovered = false;

  constructor(builder: ReportBuilder, files: ReadonlyMap<string, string>) {
    this.#builder = builder;
    this.#files = files;
  }

  open(tag: XmlTag): void {
    this.name = '';
    this.file = undefined;
    this.#identity = 0;
    this.#firstLine = 0;
    this.#isCovered = tag.token('visited') === 'true';
  }

  sequencePoint(tag: XmlTag): void {
    const line = tag.lineNumber('sl');
    if (line === HIDDEN_LINE) return;
    const isCovered = tag.hits('vc') > 0;
    const path = this.#openFile(tag);
    const span = { line, column: tag.count('sc', 0), endLine: tag.count('el', line), endColumn: tag.count('ec', 0) };
    addSpan(this.#builder, span, isCovered);
    if (isCovered) this.#isCovered = true;
    if (this.#firstLine > 0) return;
    this.#firstLine = line;
    this.#firstFile = path;
  }

  /** A point without a line of its own, as older versions write it, belongs to where the method starts. */
  branchPoint(tag: XmlTag): void {
    const own = tag.lineNumber('sl', 0);
    const line = own === 0 ? this.#firstLine : own;
    const isTaken = tag.hits('vc') > 0;
    if (line === HIDDEN_LINE || line === 0) return;
    this.#openFile(tag);
    this.#builder.branch(line, this.#branchIdentity(tag.count('offset', 0), tag.count('path')), isTaken);
  }

  close(): void {
    if (this.#firstLine === 0) return;
    this.#builder.file(this.#firstFile);
    this.#builder.function(this.#firstLine, this.name, this.#isCovered);
  }

  #openFile(tag: XmlTag): string {
    const uid = tag.token('fileid');
    const path = this.#files.get(uid === undefined || uid === '0' ? (this.file ?? '') : uid);
    if (path === undefined)
      throw this.#builder.error(
        'E_MALFORMED',
        `a point in the file ${uid ?? this.file}, which its module does not list`,
        'a <File> for every point',
      );
    this.#builder.file(path);
    this.#builder.measures('branch');
    return path;
  }

  /** A number below 2^48; offset and path keep their own bits, so that within a method no two are alike. */
  #branchIdentity(offset: number, path: number): number {
    if (this.#identity === 0) this.#identity = identityOf(this.name) % 2 ** 20;
    return this.#identity * 2 ** 28 + (offset % 2 ** 20) * 2 ** 8 + (path % 2 ** 8);
  }
}
