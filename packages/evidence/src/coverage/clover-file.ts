import type { XmlTag } from '../text/xml-tag.ts';
import type { ReportBuilder } from './report-builder.ts';

/** More methods than this in one file are a mistake. */
const MAX_METHODS = 100_000;

/**
 * The lines of one `<file>` of a Clover report. What they mean is settled at its end, by its metrics:
 *
 * - `cond`, with OpenClover: one decision, that is two branches, with how often it was true and
 *   false. With istanbul and ReportGenerator: the line's branches summed up, `truecount` taken and
 *   `falsecount` not. Whichever gives the stated numbers of conditionals holds.
 * - `method`, with OpenClover and PHPUnit: a declaration, which is no executable line. With
 *   ReportGenerator: the first line of a method, which is counted among the statements and is one.
 * - `stmt`, with OpenClover: a statement. With all others: an executable line.
 * - Without any `method` line, istanbul's numbers of methods stand for themselves.
 */
export class CloverFile {
  /** Whether `cond` lines hold sums when the metrics do not tell. */
  hasSums = false;
  /** Whether `stmt` lines are statements, several of which may stand in a line. */
  hasStatements = false;

  readonly #builder: ReportBuilder;
  /** Line, true count, false count of each `cond` line. */
  readonly #conditions: number[] = [];
  /** Line, hits of each `method` line. */
  readonly #methods: number[] = [];
  /** Line, hits of each `stmt` line. */
  readonly #statements: number[] = [];
  #stated = NOTHING_STATED;

  constructor(builder: ReportBuilder) {
    this.#builder = builder;
  }

  open(): void {
    this.#conditions.length = 0;
    this.#methods.length = 0;
    this.#statements.length = 0;
    this.#stated = NOTHING_STATED;
  }

  /** The file's own `<metrics>`, before or after its lines. */
  metrics(tag: XmlTag): void {
    this.#stated = {
      statements: tag.count('statements', 0),
      conditionals: tag.count('conditionals', -1),
      coveredConditionals: tag.count('coveredconditionals', -1),
      methods: tag.count('methods', 0),
      coveredMethods: tag.count('coveredmethods', 0),
    };
  }

  line(tag: XmlTag): void {
    const number = tag.lineNumber('num');
    const type = tag.token('type');
    if (type === 'stmt') this.#addLine(number, tag.hits('count'));
    else if (type === 'cond') this.#addCondition(number, tag);
    else if (type === 'method') this.#addMethod(number, tag);
    else
      throw this.#builder.error(
        'E_MALFORMED',
        `line ${number} of type ${JSON.stringify(type?.slice(0, 40) ?? null)}`,
        'stmt, cond or method',
      );
  }

  close(): void {
    const methods = this.#methods;
    this.#addBranches(this.#areSums());
    const entries = this.#statements.length / 2 + this.#conditions.length / 3;
    if (this.#stated.statements > entries) {
      for (let at = 0; at < methods.length; at += 2)
        this.#builder.line(methods[at] as number, methods[at + 1] as number);
    } else if (this.hasStatements && this.#stated.statements === this.#statements.length / 2) this.#addStatements();
    if (methods.length === 0) this.#addStatedMethods();
  }

  #addLine(number: number, hits: number): void {
    this.#builder.line(number, hits);
    this.#statements.push(number, hits);
  }

  /** Several statements of a line have no other name than their order. */
  #addStatements(): void {
    const statements = this.#statements;
    let last = 0;
    let ordinal = 0;
    this.#builder.measures('statement');
    for (let at = 0; at < statements.length; at += 2) {
      const line = statements[at] as number;
      ordinal = line === last ? ordinal + 1 : 0;
      last = line;
      if (line > 0) this.#builder.statement(line, ordinal, (statements[at + 1] as number) > 0 ? 1 : 0, 1);
    }
  }

  #addCondition(number: number, tag: XmlTag): void {
    const whenTrue = tag.hits('truecount');
    const whenFalse = tag.hits('falsecount');
    // OpenClover gives no count here: a decision ran when it was true or false.
    const hits = tag.integer('count') === -1 ? Math.max(whenTrue, whenFalse) : tag.hits('count');
    this.#builder.line(number, hits);
    this.#conditions.push(number, whenTrue, whenFalse);
  }

  #addMethod(number: number, tag: XmlTag): void {
    const hits = tag.hits('count');
    this.#methods.push(number, hits);
    this.#builder.function(number, tag.attribute('signature') ?? tag.attribute('name') ?? '', hits > 0);
  }

  #areSums(): boolean {
    let sum = 0;
    let sumTrue = 0;
    let taken = 0;
    const conditions = this.#conditions;
    for (let at = 0; at < conditions.length; at += 3) {
      const whenTrue = conditions[at + 1] as number;
      const whenFalse = conditions[at + 2] as number;
      sum += whenTrue + whenFalse;
      sumTrue += whenTrue;
      taken += (whenTrue > 0 ? 1 : 0) + (whenFalse > 0 ? 1 : 0);
    }
    const { conditionals, coveredConditionals } = this.#stated;
    if (conditionals === (2 * conditions.length) / 3 && coveredConditionals === taken) return false;
    if (conditionals === sum && coveredConditionals === sumTrue) return true;
    return this.hasSums;
  }

  #addBranches(areSums: boolean): void {
    let last = 0;
    let ordinal = 0;
    const conditions = this.#conditions;
    for (let at = 0; at < conditions.length; at += 3) {
      const line = conditions[at] as number;
      const whenTrue = conditions[at + 1] as number;
      const whenFalse = conditions[at + 2] as number;
      if (areSums) this.#builder.branchCount(line, whenTrue, whenTrue + whenFalse);
      else {
        ordinal = line === last ? ordinal + 1 : 0;
        last = line;
        this.#builder.branch(line, 2 * ordinal, whenTrue > 0);
        this.#builder.branch(line, 2 * ordinal + 1, whenFalse > 0);
      }
    }
  }

  /** Which methods ran is not known, only how many: when reports are united, the larger number holds. */
  #addStatedMethods(): void {
    const { methods, coveredMethods } = this.#stated;
    if (methods > MAX_METHODS || coveredMethods > methods) {
      throw this.#builder.error(
        'E_BAD_COUNT',
        `${coveredMethods} of ${methods} methods covered`,
        `at most ${MAX_METHODS} methods, the first number not above the second`,
      );
    }
    for (let index = 0; index < methods; index++) this.#builder.function(1, `method ${index}`, index < coveredMethods);
  }
}

const NOTHING_STATED = { statements: 0, conditionals: -1, coveredConditionals: -1, methods: 0, coveredMethods: 0 };
