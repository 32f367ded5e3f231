import type { Suppression } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { remembered } from '../text/remembered.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { indexOf, type SarifKind, SarifKinds } from './sarif-kind.ts';

/** What few results have. */
export interface SarifExtras {
  readonly messageId: string | undefined;
  readonly arguments: readonly string[];
  /** Files and lines of its further locations. */
  readonly further: readonly { readonly file: string | number | undefined; readonly line: unknown }[];
  readonly suppression: Suppression | undefined;
  readonly firstDetection: unknown;
}

/** What is kept of a result until its run is known: a large report has many, and most of each is not needed. */
export interface CompactResult {
  readonly of: SarifKind;
  /** Text of the message; undefined when only its id is given. */
  readonly text: string | undefined;
  /** URI of the file, or where there is none the position of its artifact. */
  readonly file: string | number | undefined;
  readonly line: unknown;
  readonly endLine: unknown;
  readonly column: unknown;
  readonly placeId: string | undefined;
  readonly extras: SarifExtras;
}

const LONGEST_TEXT = 2000;

/** Makes the short form of results; what comes many times is in memory once. */
export class SarifCompactor {
  readonly #kinds: SarifKinds;
  readonly #uri = remembered((uri) => uri);
  readonly #isFingerprint = remembered((key) => /hash|print/i.test(key));

  constructor(error: ErrorAt) {
    this.#kinds = new SarifKinds(error);
  }

  /** The needed parts of a result. Throws E_MALFORMED for a rule or level that is not what it has to be. */
  compact(result: JsonObject): CompactResult {
    const message = objectOrEmpty(result.message);
    const physical = objectOrEmpty(firstOf(result.locations).physicalLocation);
    const artifact = objectOrEmpty(physical.artifactLocation);
    const region = objectOrEmpty(physical.region);
    const uri = optionalText(artifact.uri)?.slice(0, LONGEST_TEXT);
    return {
      of: this.#kinds.of(result),
      text: (optionalText(message.text) ?? optionalText(message.markdown))?.slice(0, LONGEST_TEXT),
      file: uri === undefined ? indexOf(artifact.index) : this.#uri(uri),
      line: region.startLine,
      endLine: region.endLine,
      column: region.startColumn,
      placeId: this.#placeIdOf(result),
      extras: extrasOf(result, message),
    };
  }

  /** 3.27.16, 3.27.17: a fingerprint of the place. Only what is called one: some tools put authors and commits here. */
  #placeIdOf({ fingerprints, partialFingerprints }: JsonObject): string | undefined {
    return leastText(fingerprints, () => true) ?? leastText(partialFingerprints, this.#isFingerprint);
  }
}

function extrasOf(result: JsonObject, message: JsonObject): SarifExtras {
  const extras: SarifExtras = {
    messageId: optionalText(message.id),
    arguments: Array.isArray(message.arguments) ? message.arguments.slice(0, 20).map(String) : NO_ARGUMENTS,
    further: furtherPlaces(result.locations),
    suppression: suppressionOf(result.suppressions),
    firstDetection: objectOrEmpty(result.provenance).firstDetectionTimeUtc,
  };
  const { messageId, suppression, firstDetection } = extras;
  const isNone = messageId === undefined && suppression === undefined && firstDetection === undefined;
  return isNone && extras.arguments.length === 0 && extras.further.length === 0 ? NO_EXTRAS : extras;
}

const NO_FURTHER: SarifExtras['further'] = [];
const NO_ARGUMENTS: readonly string[] = [];
const NO_EXTRAS: SarifExtras = {
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
