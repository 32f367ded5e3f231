import type { Suppression } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText } from './fields.ts';

/** What is kept of a result until its run is known: a large report has many, and most of each is not needed. */
export interface CompactResult {
  readonly ruleId: string | undefined;
  readonly ruleIndex: number | undefined;
  /** Reference to the tool component that owns the rule; undefined means the driver. */
  readonly component: { readonly index?: number; readonly guid?: string; readonly name?: string } | undefined;
  readonly level: string | undefined;
  readonly kind: string;
  readonly baselineState: string | undefined;
  /** Position of the invocation that made it; -1 when it is not said. */
  readonly invocation: number;
  /** Text of the message; undefined when only its id is given. */
  readonly text: string | undefined;
  readonly messageId: string | undefined;
  readonly arguments: readonly string[];
  readonly uri: string | undefined;
  readonly uriBaseId: string | undefined;
  readonly artifact: number | undefined;
  /** Artifacts and lines of its further locations; most results have none. */
  readonly further: readonly {
    readonly uri: string | undefined;
    readonly artifact: number | undefined;
    readonly line: unknown;
  }[];
  readonly line: unknown;
  readonly endLine: unknown;
  readonly column: unknown;
  /** `security-severity` of the result itself. */
  readonly ownSeverity: unknown;
  /** `issue_severity`, as bandit and others write it where they have no score. */
  readonly issueSeverity: unknown;
  readonly suppression: Suppression | undefined;
  readonly firstDetection: unknown;
  readonly placeId: string | undefined;
}

const LONGEST_TEXT = 2000;

/** The needed parts of a result. Throws E_MALFORMED for a rule or level that is not what it has to be. */
export function compactResult(result: JsonObject, error: ErrorAt): CompactResult {
  const rule = objectOrEmpty(result.rule);
  const message = objectOrEmpty(result.message);
  const properties = objectOrEmpty(result.properties);
  const provenance = objectOrEmpty(result.provenance);
  const location = firstOf(result.locations);
  const physical = objectOrEmpty(location.physicalLocation);
  const artifact = objectOrEmpty(physical.artifactLocation);
  const region = objectOrEmpty(physical.region);
  return {
    ruleId: textOrNothing(rule.id ?? result.ruleId, 'ruleId', error),
    ruleIndex: indexOf(rule.index) ?? indexOf(result.ruleIndex),
    component: componentOf(rule.toolComponent),
    level: textOrNothing(result.level, 'level', error),
    kind: textOrNothing(result.kind, 'kind', error) ?? 'fail',
    baselineState: textOrNothing(result.baselineState, 'baselineState', error),
    invocation: indexOf(provenance.invocationIndex) ?? -1,
    text: (optionalText(message.text) ?? optionalText(message.markdown))?.slice(0, LONGEST_TEXT),
    messageId: optionalText(message.id),
    arguments: Array.isArray(message.arguments) ? message.arguments.slice(0, 20).map(String) : [],
    uri: optionalText(artifact.uri)?.slice(0, LONGEST_TEXT),
    uriBaseId: optionalText(artifact.uriBaseId),
    artifact: indexOf(artifact.index),
    further: furtherPlaces(result.locations),
    line: region.startLine,
    endLine: region.endLine,
    column: region.startColumn,
    ownSeverity: properties['security-severity'],
    issueSeverity: properties.issue_severity,
    suppression: suppressionOf(result.suppressions),
    firstDetection: provenance.firstDetectionTimeUtc,
    placeId: placeIdOf(result),
  };
}

function textOrNothing(value: unknown, what: string, error: ErrorAt): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw error('E_MALFORMED', `${what} of a result is ${typeof value}`, 'a string');
}

function indexOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function firstOf(list: unknown): JsonObject {
  return Array.isArray(list) ? objectOrEmpty(list[0]) : {};
}

/** 3.27.12: the other places of the same problem, all of which have to be mended. */
function furtherPlaces(locations: unknown): CompactResult['further'] {
  if (!Array.isArray(locations) || locations.length < 2) return NONE;
  return locations.slice(1).map((location) => {
    const physical = objectOrEmpty(objectOrEmpty(location).physicalLocation);
    const { uri, index } = objectOrEmpty(physical.artifactLocation);
    const line = objectOrEmpty(physical.region).startLine;
    return { uri: optionalText(uri)?.slice(0, LONGEST_TEXT), artifact: indexOf(index), line };
  });
}

const NONE: CompactResult['further'] = [];

function componentOf(value: unknown): CompactResult['component'] {
  if (!isObject(value)) return undefined;
  const index = indexOf(value.index);
  const guid = optionalText(value.guid);
  const name = optionalText(value.name);
  return {
    ...(index === undefined ? {} : { index }),
    ...(guid === undefined ? {} : { guid }),
    ...(name === undefined ? {} : { name }),
  };
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

/** 3.27.16, 3.27.17: a fingerprint of the place. Only what is called one: some tools put authors and commits here. */
function placeIdOf({ fingerprints, partialFingerprints }: JsonObject): string | undefined {
  return leastText(fingerprints, () => true) ?? leastText(partialFingerprints, (key) => /hash|print/i.test(key));
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
