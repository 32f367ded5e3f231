import type { Suppression } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { remembered } from '../text/remembered.ts';
import { lineNumber, objectOrEmpty, optionalText } from './fields.ts';
import type { FindingDraft } from './findings-builder.ts';
import { indexOf, type SarifKind, SarifKinds } from './sarif-kind.ts';

/** What few results have. */
export interface SarifExtras {
  /** Position of the artifact, where its URI is not given. */
  readonly artifact: number | undefined;
  readonly messageId: string | undefined;
  readonly arguments: readonly string[];
  /** Files and lines of its further locations. */
  readonly further: readonly { readonly file: string | number | undefined; readonly line: unknown }[];
  readonly suppression: Suppression | undefined;
  readonly firstDetection: unknown;
}

/**
 * Results of one run until the run is known. Of each that is a failure there is a finding whose rule and rating
 * are still open: a large report has many, and a form of its own for the time between would be as large again.
 */
export class CompactResults {
  /** How many the run states, also those that are no failures. */
  stated = 0;
  readonly #results: CompactResult[] = [];
  readonly #kinds: SarifKind[] = [];
  /** By position, of those that cannot become a finding as they are. */
  readonly #extras = new Map<number, SarifExtras>();

  add(result: CompactResult, kind: SarifKind, extras: SarifExtras | undefined): void {
    if (extras) this.#extras.set(this.#results.length, extras);
    this.#results.push(result);
    this.#kinds.push(kind);
  }

  each(visit: (result: CompactResult, extras: SarifExtras | undefined, kind: SarifKind) => void): void {
    this.#results.forEach((result, index) => {
      visit(result, this.#extras.get(index), this.#kinds[index] as SarifKind);
    });
  }
}

/** A finding of which the place, as the result spells it, and the text of the message are known; an empty one when only its id is given. */
export type CompactResult = FindingDraft;

const LONGEST_TEXT = 2000;
const NO_IDS: readonly string[] = [];

/** 3.27.9: kinds of results that are no failures. A word that the standard does not know is none of them. */
const NO_FAILURES: ReadonlySet<string> = new Set(['pass', 'open', 'informational', 'notApplicable', 'review']);

/** Makes the short form of results; what comes many times is in memory once. */
export class SarifCompactor {
  readonly #kinds: SarifKinds;
  readonly #uri = remembered((uri) => uri);
  readonly #isFingerprint = remembered((key) => /hash|print/i.test(key));

  constructor(error: ErrorAt) {
    this.#kinds = new SarifKinds(error);
  }

  /** Adds the needed parts of a result. Throws E_MALFORMED for a rule or level that is not what it has to be. */
  add(result: JsonObject, to: CompactResults): void {
    const kind = this.#kinds.of(result);
    to.stated++;
    if (NO_FAILURES.has(kind.kind) || kind.baselineState === 'absent') return;
    const message = objectOrEmpty(result.message);
    const physical = objectOrEmpty(firstOf(result.locations).physicalLocation);
    const artifact = objectOrEmpty(physical.artifactLocation);
    const region = objectOrEmpty(physical.region);
    const uri = optionalText(artifact.uri)?.slice(0, LONGEST_TEXT);
    const parts: Parts = {
      title: (optionalText(message.text) ?? optionalText(message.markdown))?.slice(0, LONGEST_TEXT) ?? '',
      path: uri === undefined ? undefined : this.#uri(uri),
      line: lineNumber(region.startLine),
      endLine: lineNumber(region.endLine),
      column: lineNumber(region.startColumn),
      placeId: this.#placeIdOf(result),
    };
    const finding = wholeFinding(parts);
    const extras = extrasOf(result, message, uri === undefined ? indexOf(artifact.index) : undefined);
    to.add(finding ?? someFinding(parts), kind, extras ?? (finding ? undefined : NO_EXTRAS));
  }

  /** 3.27.16, 3.27.17: a fingerprint of the place. Only what is called one: some tools put authors and commits here. */
  #placeIdOf({ fingerprints, partialFingerprints }: JsonObject): string | undefined {
    return leastText(fingerprints, () => true) ?? leastText(partialFingerprints, this.#isFingerprint);
  }
}

interface Parts {
  readonly title: string;
  readonly path: string | undefined;
  readonly line: number | undefined;
  readonly endLine: number | undefined;
  readonly column: number | undefined;
  readonly placeId: string | undefined;
}

/**
 * A finding with the parts that nearly all have, made at once: what is added to it later takes twice the
 * memory. Undefined when one of them is missing.
 */
function wholeFinding({ title, path, line, endLine, column, placeId }: Parts): CompactResult | undefined {
  if (path === undefined || line === undefined || column === undefined) return undefined;
  const open = { rule: '', category: 'code', severity: 'unknown', tool: '', ids: NO_IDS } as const;
  const { rule, category, severity, tool, ids } = open;
  if (placeId === undefined)
    return endLine === undefined
      ? { rule, category, severity, title, path, line, column, tool, ids }
      : { rule, category, severity, title, path, line, endLine, column, tool, ids };
  return endLine === undefined
    ? { rule, category, severity, title, path, line, column, placeId, tool, ids }
    : { rule, category, severity, title, path, line, endLine, column, placeId, tool, ids };
}

function someFinding({ title, path, line, endLine, column, placeId }: Parts): CompactResult {
  const finding: CompactResult = { rule: '', category: 'code', severity: 'unknown', title, tool: '', ids: NO_IDS };
  if (path !== undefined) finding.path = path;
  if (line !== undefined) finding.line = line;
  if (endLine !== undefined) finding.endLine = endLine;
  if (column !== undefined) finding.column = column;
  if (placeId !== undefined) finding.placeId = placeId;
  return finding;
}

/** Undefined when there are none. */
function extrasOf(result: JsonObject, message: JsonObject, artifact: number | undefined): SarifExtras | undefined {
  const messageId = optionalText(message.id);
  const values = Array.isArray(message.arguments) ? message.arguments.slice(0, 20).map(String) : NO_ARGUMENTS;
  const further = furtherPlaces(result.locations);
  const suppression = suppressionOf(result.suppressions);
  const firstDetection = objectOrEmpty(result.provenance).firstDetectionTimeUtc;
  const isNone = messageId === undefined && suppression === undefined && firstDetection === undefined;
  if (isNone && artifact === undefined && values.length === 0 && further.length === 0) return undefined;
  return { artifact, messageId, arguments: values, further, suppression, firstDetection };
}

const NO_FURTHER: SarifExtras['further'] = [];
const NO_ARGUMENTS: readonly string[] = [];
/** Of results that have none. */
export const NO_EXTRAS: SarifExtras = {
  artifact: undefined,
  messageId: undefined,
  arguments: NO_ARGUMENTS,
  further: NO_FURTHER,
  suppression: undefined,
  firstDetection: undefined,
};

function firstOf(list: unknown): JsonObject {
  return Array.isArray(list) ? objectOrEmpty(list[0]) : {};
}

/** 3.27.12: the other places of the same problem, all of which have to be mended. */
function furtherPlaces(locations: unknown): SarifExtras['further'] {
  if (!Array.isArray(locations) || locations.length < 2) return NO_FURTHER;
  return locations.slice(1).map((location) => {
    const physical = objectOrEmpty(objectOrEmpty(location).physicalLocation);
    const { uri, index } = objectOrEmpty(physical.artifactLocation);
    const line = objectOrEmpty(physical.region).startLine;
    return { file: optionalText(uri)?.slice(0, LONGEST_TEXT) ?? indexOf(index), line };
  });
}

/**
 * 3.27.23, 3.35: suppressed only when there is a suppression and none of them is under review or
 * rejected; without a status it is accepted. In source as soon as no other kind is among them.
 */
function suppressionOf(value: unknown): Suppression | undefined {
  const entries = Array.isArray(value) ? value.filter(isObject) : [];
  const isPending = entries.some(({ status }) => status !== undefined && status !== null && status !== 'accepted');
  if (entries.length === 0 || isPending) return undefined;
  const isExternal = entries.some(({ kind }) => kind === 'external');
  const reason = entries.map(({ justification }) => optionalText(justification)).find((text) => text !== undefined);
  return { kind: isExternal ? 'external' : 'in-source', reason: reason ?? 'no justification' };
}

/** The text of the alphabetically first key that fits: the order of keys must not change who is who. */
function leastText(bag: unknown, fits: (key: string) => boolean): string | undefined {
  if (!isObject(bag)) return undefined;
  let least: string | undefined;
  for (const key in bag) {
    if ((least === undefined || key < least) && fits(key) && optionalText(bag[key]) !== undefined) least = key;
  }
  return least === undefined ? undefined : optionalText(bag[least]);
}
