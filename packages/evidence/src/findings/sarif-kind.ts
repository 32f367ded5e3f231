import { isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText } from './fields.ts';

/** What many results of a run have in common: there is one of each kind. */
export interface SarifKind {
  readonly ruleId: string | undefined;
  readonly ruleIndex: number | undefined;
  /** Reference to the tool component that owns the rule; undefined means the driver. */
  readonly component: { readonly index?: number; readonly guid?: string; readonly name?: string } | undefined;
  readonly level: string | undefined;
  readonly kind: string;
  readonly baselineState: string | undefined;
  /** Position of the invocation that made it; -1 when it is not said. */
  readonly invocation: number;
  /** `security-severity` of the result itself. */
  readonly ownSeverity: unknown;
  /** `issue_severity`, as bandit and others write it where they have no score. */
  readonly issueSeverity: unknown;
}

/** Kinds of results of one rule that are shared. */
const MOST_ALIKE = 16;

/** The kinds of results that a report has. */
export class SarifKinds {
  readonly #error: ErrorAt;
  readonly #ofRules = new Map<string | undefined, SarifKind[]>();

  constructor(error: ErrorAt) {
    this.#error = error;
  }

  /** The kind of a result, the same object for the same kind. Throws E_MALFORMED for a rule or level that is not what it has to be. */
  of(result: JsonObject): SarifKind {
    const kind = kindOf(result, this.#error);
    const alike = this.#ofRules.get(kind.ruleId);
    const known = alike?.find((one) => isSameKind(one, kind));
    if (known) return known;
    if (!alike) this.#ofRules.set(kind.ruleId, [kind]);
    // Where each result of a rule is of a kind of its own, looking at all of them gains nothing.
    else if (alike.length < MOST_ALIKE) alike.push(kind);
    return kind;
  }
}

function kindOf(result: JsonObject, error: ErrorAt): SarifKind {
  const rule = objectOrEmpty(result.rule);
  const properties = objectOrEmpty(result.properties);
  return {
    ruleId: textOrNothing(rule.id ?? result.ruleId, 'ruleId', error),
    ruleIndex: indexOf(rule.index) ?? indexOf(result.ruleIndex),
    component: componentOf(rule.toolComponent),
    level: textOrNothing(result.level, 'level', error),
    kind: textOrNothing(result.kind, 'kind', error) ?? 'fail',
    baselineState: textOrNothing(result.baselineState, 'baselineState', error),
    invocation: indexOf(objectOrEmpty(result.provenance).invocationIndex) ?? -1,
    ownSeverity: properties['security-severity'],
    issueSeverity: properties.issue_severity,
  };
}

/** Whether two results of one rule have the same words; objects are never the same. */
function isSameKind(a: SarifKind, b: SarifKind): boolean {
  return (
    a.ruleIndex === b.ruleIndex &&
    a.component?.index === b.component?.index &&
    a.component?.guid === b.component?.guid &&
    a.component?.name === b.component?.name &&
    a.level === b.level &&
    a.kind === b.kind &&
    a.baselineState === b.baselineState &&
    a.invocation === b.invocation &&
    a.ownSeverity === b.ownSeverity &&
    a.issueSeverity === b.issueSeverity
  );
}

function componentOf(value: unknown): SarifKind['component'] {
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

function textOrNothing(value: unknown, what: string, error: ErrorAt): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw error('E_MALFORMED', `${what} of a result is ${typeof value}`, 'a string');
}

/** A position in a list; undefined for anything else. */
export function indexOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
