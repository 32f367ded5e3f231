import type { FindingCategory, Severity } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import { lineNumber, objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { ADVISORY, categoryOf } from './finding-category.ts';
import type { FindingsBuilder, OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { SarifKind } from './sarif-kind.ts';
import { packageInMessage } from './sarif-package.ts';
import { SarifPlaces } from './sarif-places.ts';
import { type CompactResult, NO_EXTRAS, type SarifExtras } from './sarif-result.ts';
import { type SarifRule, SarifRules } from './sarif-rules.ts';
import { severityOf, severityOfScore } from './severity-words.ts';

/** A finding while its fields are set. */
type Draft = { -readonly [K in keyof RawFinding]: RawFinding[K] };

const LEVELS: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', note: 'low', none: 'info' };

/** What is the same for all results of a kind. */
interface KindFacts {
  readonly id: string;
  readonly rule: SarifRule | undefined;
  readonly category: FindingCategory;
  readonly advisories: readonly string[];
  readonly severity: Severity;
}

/** Turns the results of one run into findings, with what the run says about rules, places and levels. */
export class SarifRun {
  readonly #tool: string;
  readonly #rules: SarifRules;
  readonly #places: SarifPlaces;
  readonly #facts = new Map<SarifKind, KindFacts>();
  /** Levels that invocations set for rules, one map each. */
  readonly #overrides: readonly ReadonlyMap<SarifRule, string>[];

  constructor(document: JsonObject, tool: string, builder: FindingsBuilder) {
    this.#tool = tool;
    this.#rules = new SarifRules(objectOrEmpty(document.tool));
    this.#places = new SarifPlaces(document, builder);
    const invocations = Array.isArray(document.invocations) ? document.invocations.filter(isObject) : [];
    this.#overrides = invocations.map((invocation) => this.#overridesOf(invocation));
  }

  /** Adds a result to the findings of its run. */
  add(result: CompactResult, extras: SarifExtras | undefined, kind: SarifKind, run: OpenRun): void {
    const facts = this.#factsOf(kind);
    const { id, rule, category, severity } = facts;
    const { path } = this.#places.of(result.path);
    const isUsual = category !== 'dependency' && category !== 'secret' && kind.baselineState === undefined;
    if (extras || !isUsual || path === undefined) return run.finding(this.#finding(result, extras ?? NO_EXTRAS, kind));
    result.rule = id;
    result.category = category;
    result.severity = severity;
    result.title = result.title || (rule?.title ?? id);
    result.path = path;
    if (rule?.url !== undefined) result.url = rule.url;
    run.keep(result);
  }

  /** A finding of a result that is not as nearly all are. */
  #finding(result: CompactResult, extras: SarifExtras, of: SarifKind): RawFinding {
    const { id, rule, category, advisories, severity } = this.#factsOf(of);
    const { line, endLine, column, placeId } = result;
    const text = messageOf(result.title, extras, rule);
    const seen = optionalInstant(extras.firstDetection);
    const finding: Draft = {
      // Grype appends the package to the advisory: the advisory alone is what other tools call it.
      rule: category === 'dependency' ? (advisories[0] ?? id) : id,
      category,
      severity,
      // Messages of secret scanners may quote what they found; the rule's own words do not.
      title: category === 'secret' ? (rule?.title ?? id) : text || (rule?.title ?? id),
    };
    // Set one by one: a large report has many, and a spread for each is several times as slow.
    const { path, place } = this.#places.of(result.path ?? extras.artifact);
    if (path !== undefined) finding.path = path;
    if (place !== undefined) finding.place = place;
    if (extras.further.length > 0) finding.alsoAt = extras.further.flatMap((one) => this.#alsoAt(one));
    if (line !== undefined) finding.line = line;
    if (endLine !== undefined) finding.endLine = endLine;
    if (column !== undefined) finding.column = column;
    if (category === 'dependency') Object.assign(finding, { ids: advisories, ...packageInMessage(this.#tool, text) });
    if (extras.suppression) finding.suppression = extras.suppression;
    if (of.baselineState !== undefined) finding.isNew = of.baselineState !== 'unchanged';
    if (placeId !== undefined && category !== 'secret') finding.placeId = placeId;
    if (seen !== undefined) finding.firstSeen = { at: seen, from: 'scanner' };
    if (rule?.url !== undefined) finding.url = rule.url;
    return finding;
  }

  #factsOf(kind: SarifKind): KindFacts {
    let facts = this.#facts.get(kind);
    if (!facts) {
      const rule = this.#rules.find(kind.ruleId, kind.ruleIndex, kind.component);
      // The text of the rule itself where it is the same: one for all of its results.
      const id = (rule?.id === kind.ruleId ? undefined : kind.ruleId) ?? rule?.id ?? 'unnamed';
      const category = categoryOf(this.#tool, id, rule?.tags ?? []);
      const severity = this.#severityOf(kind, rule, category);
      facts = { id, rule, category, advisories: id.match(ADVISORY) ?? [], severity };
      this.#facts.set(kind, facts);
    }
    return facts;
  }

  /** A further place; one that names nothing adds nothing. */
  #alsoAt(further: SarifExtras['further'][number]): NonNullable<RawFinding['alsoAt']> {
    const { path, place } = this.#places.of(further.file);
    const line = lineNumber(further.line);
    const spelled = path ?? place;
    if (spelled === undefined) return [];
    return [line === undefined ? { path: spelled } : { path: spelled, line }];
  }

  /** A score or word that is meant for security first, else the level by 3.27.10; a leaked secret is high by itself. */
  #severityOf(kind: SarifKind, rule: SarifRule | undefined, category: FindingCategory): Severity {
    const score = securitySeverity(kind.ownSeverity) ?? securitySeverity(rule?.securitySeverity);
    const stated = score ?? securitySeverity(kind.issueSeverity);
    if (stated !== undefined) return stated;
    // A level that the standard does not know is no rating.
    return category === 'secret' ? 'high' : severityOf(this.#levelOf(kind, rule), LEVELS);
  }

  #levelOf({ level, invocation }: SarifKind, rule: SarifRule | undefined): string {
    if (level !== undefined) return level;
    const overrides = this.#overrides[invocation] ?? this.#only(invocation);
    return (rule && overrides?.get(rule)) ?? rule?.level ?? 'warning';
  }

  /** A result that names no invocation can only be of the one there is. */
  #only(invocation: number): ReadonlyMap<SarifRule, string> | undefined {
    return invocation < 0 && this.#overrides.length === 1 ? this.#overrides[0] : undefined;
  }

  /** 3.20.5: the configuration that this invocation gave to rules. */
  #overridesOf(invocation: JsonObject): ReadonlyMap<SarifRule, string> {
    const levels = new Map<SarifRule, string>();
    const list = Array.isArray(invocation.ruleConfigurationOverrides) ? invocation.ruleConfigurationOverrides : [];
    for (const entry of list.filter(isObject)) {
      const level = optionalText(objectOrEmpty(entry.configuration).level);
      const rule = this.#rules.findReference(objectOrEmpty(entry.descriptor));
      if (rule && level !== undefined) levels.set(rule, level);
    }
    return levels;
  }
}

/**
 * `security-severity` as GitHub writes it (a score in a string), as others do (a number), or as a
 * word; bandit's `issue_severity`. Undefined for 0, for what is out of range and for an unknown word.
 */
function securitySeverity(value: unknown): Severity | undefined {
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof score === 'number' && !Number.isNaN(score))
    return score > 0 && score <= 10 ? severityOfScore(score) : undefined;
  const severity = severityOf(value);
  return severity === 'unknown' ? undefined : severity;
}

/** 3.11.7: the text itself, or where it is empty the rule's message of this id with its arguments in place. */
function messageOf(text: string, { messageId, arguments: values }: SarifExtras, rule: SarifRule | undefined): string {
  const template = text || (messageId === undefined ? undefined : rule?.messages.get(messageId)) || '';
  return values.length === 0
    ? template
    : template.replace(/\{(\d{1,2})\}/g, (all, index) => values[Number(index)] ?? all);
}
