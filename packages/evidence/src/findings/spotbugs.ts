import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { SpotbugsInstance } from './spotbugs-instance.ts';
import { checkStatedCount } from './stated-count.ts';

/**
 * SpotBugs' XML (and FindBugs'), with or without messages. Priority 1 is high, 2 medium, 3 low; the
 * rank is not asked. All categories count, SECURITY is one of them. Classes that it missed and errors
 * of the analysis are errors of the run. Clean is a BugCollection without BugInstance whose summary
 * counts classes. Source: SpotBugs, etc/bugcollection.xsd.
 */
export const spotbugs: FindingsFormat = {
  id: 'spotbugs',
  title: 'SpotBugs XML',
  fileNames: ['spotbugs*.xml', 'findbugs*.xml'],
  accepts: (head) => xmlHead(head)?.root === 'BugCollection',
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'spotbugs');
    const reader = new SpotbugsReader(builder);
    await scanXml(input, reader, builder.error);
    reader.end();
    return builder.build();
  },
};

/** Elements inside of `Errors` whose text says what went wrong. */
const PROBLEMS: Readonly<Record<string, string>> = {
  MissingClass: 'class not found: ',
  ErrorMessage: '',
  AnalysisError: '',
};

class SpotbugsReader {
  readonly #builder: FindingsBuilder;
  #run: OpenRun | undefined;
  #instance: SpotbugsInstance | undefined;
  /** Names of the elements that are open. */
  readonly #open: string[] = [];
  #instances = 0;
  #statedInstances = 0;
  #namedProblems = 0;
  #statedProblems = 0;

  constructor(builder: FindingsBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean {
    const outer = this.#open.at(-1);
    const depth = this.#open.push(tag.name);
    if (depth === 1) this.#readRoot(tag);
    else if (this.#instance) return this.#instance.open(tag, depth - 2);
    else if (outer === 'Project') return tag.name === 'SrcDir';
    else if (depth === 2) this.#readPart(tag);
    else return this.#open[1] === 'Errors' && Object.hasOwn(PROBLEMS, tag.name);
    return false;
  }

  close(name: string, text: string): void {
    const depth = this.#open.length;
    this.#open.pop();
    if (this.#instance) this.#closeInside(name, text, depth);
    else if (name === 'SrcDir' && this.#open.at(-1) === 'Project') this.#builder.root(text.trim());
    else if (this.#open[1] === 'Errors' && Object.hasOwn(PROBLEMS, name)) this.#problem(`${PROBLEMS[name]}${text}`);
  }

  #readRoot(tag: XmlTag): void {
    if (tag.name !== 'BugCollection')
      throw this.#builder.error('E_MALFORMED', `the root element ${tag.name}`, 'BugCollection');
    this.#run = this.#builder.run('spotbugs', { version: tag.attribute('version') });
    // Milliseconds since 1970; `timestamp` is that of the newest class.
    const analysed = tag.integer('analysisTimestamp');
    if (analysed > 0) this.#builder.facts.producedAt = analysed;
  }

  #readPart(tag: XmlTag): void {
    if (tag.name === 'BugInstance') {
      this.#instances++;
      this.#instance = new SpotbugsInstance(tag);
    } else if (tag.name === 'Errors') {
      this.#statedProblems = tag.count('errors', 0) + tag.count('missingClasses', 0);
    } else if (tag.name === 'FindBugsSummary') {
      this.#statedInstances = tag.count('total_bugs', 0);
      if (tag.count('total_classes', 1) === 0) this.#run?.error('it looked at no class');
    }
  }

  #closeInside(name: string, text: string, depth: number): void {
    if (depth > 2) return this.#instance?.close(name, text, depth - 2);
    const finding = this.#instance?.finding();
    if (finding) this.#run?.finding(finding);
    this.#instance = undefined;
  }

  #problem(text: string): void {
    this.#namedProblems++;
    this.#run?.error(text);
  }

  /** What the report states of itself must have come. */
  end(): void {
    const missing = this.#statedProblems - this.#namedProblems;
    if (missing > 0) this.#run?.error(`${missing} more errors that it does not name`);
    checkStatedCount(this.#statedInstances, this.#instances, 'total_bugs of the summary', this.#builder.error);
  }
}
