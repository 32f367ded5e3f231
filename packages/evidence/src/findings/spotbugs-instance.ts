import type { Severity } from '@maturity-actions/criteria';
import type { XmlTag } from '../text/xml-tag.ts';
import { optionalLine } from './fields.ts';
import type { RawFinding } from './findings-report.ts';

const PRIORITIES: Readonly<Record<string, Severity>> = { '1': 'high', '2': 'medium', '3': 'low' };
/** Designations of a reviewer that mean "not a problem". */
const DISMISSED: readonly string[] = ['BAD_ANALYSIS', 'NOT_A_BUG', 'MOSTLY_HARMLESS', 'OBSOLETE_CODE'];
/** Whose source line tells the place, the best last: the line itself, then the smallest thing around it. */
const HOLDERS: readonly string[] = ['Class', 'Field', 'Method', 'BugInstance'];

/** One BugInstance while its elements are read; `depth` counts from 1 for its children. */
export class SpotbugsInstance {
  readonly #type: string;
  readonly #severity: Severity;
  readonly #isFixed: boolean;
  readonly #placeId: string | undefined;
  #designation: string | undefined;
  #title = '';
  #place: Pick<RawFinding, 'path' | 'line' | 'endLine'> = {};
  #placeRank = -1;
  /** The child that is open. */
  #holder = 'BugInstance';

  constructor(tag: XmlTag) {
    this.#type = tag.required('type');
    const priority = tag.required('priority');
    this.#severity = Object.hasOwn(PRIORITIES, priority) ? (PRIORITIES[priority] as Severity) : 'unknown';
    // Files of several versions keep the bugs that are gone, with the version that had them last.
    this.#isFixed = tag.attribute('last') !== undefined;
    const hash = tag.attribute('instanceHash');
    this.#placeId = hash ? `${hash}-${tag.attribute('instanceOccurrenceNum') ?? '0'}` : undefined;
    if (tag.attribute('notAProblem') === 'true') this.#designation = 'not a problem';
  }

  /** Returns whether the text of the element is wanted. */
  open(tag: XmlTag, depth: number): boolean {
    if (depth === 1) this.#holder = tag.name === 'SourceLine' ? 'BugInstance' : tag.name;
    if (tag.name === 'SourceLine') this.#readLine(tag, depth);
    if (tag.name === 'UserAnnotation' && depth === 1) this.#readAnnotation(tag);
    return depth === 1 && (tag.name === 'LongMessage' || tag.name === 'ShortMessage');
  }

  close(name: string, text: string, depth: number): void {
    if (depth !== 1) return;
    if (name === 'LongMessage' || (name === 'ShortMessage' && this.#title === '')) this.#title = text.trim();
  }

  /** The first line of the best holder: further ones belong to the way that led there. */
  #readLine(tag: XmlTag, depth: number): void {
    const rank = HOLDERS.indexOf(this.#holder);
    const path = tag.attribute('relSourcepath') ?? tag.attribute('sourcepath') ?? tag.attribute('sourcefile');
    if (depth > 2 || rank <= this.#placeRank || !path) return;
    this.#placeRank = rank;
    this.#place = {
      path,
      ...optionalLine('line', tag.attribute('start')),
      ...optionalLine('endLine', tag.attribute('end')),
    };
  }

  #readAnnotation(tag: XmlTag): void {
    const designation = tag.attribute('designation');
    if (designation !== undefined && DISMISSED.includes(designation)) this.#designation = designation;
  }

  /** The finding; undefined for a bug that is gone. */
  finding(): RawFinding | undefined {
    if (this.#isFixed) return undefined;
    const reason = this.#designation;
    return {
      rule: this.#type,
      category: 'code',
      severity: this.#severity,
      title: this.#title,
      ...this.#place,
      ...(this.#placeId === undefined ? {} : { placeId: this.#placeId }),
      ...(reason === undefined ? {} : { suppression: { kind: 'external', reason: `marked ${reason}` } }),
    };
  }
}
