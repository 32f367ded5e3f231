import { escapeLog } from '@maturity-actions/criteria';
import type { JsonRows } from './json-row.ts';
import type { SarifFinding, SarifRule } from './sarif-findings.ts';
import { helpUri, sarifText } from './sarif-text.ts';

/** GitHub cuts ids there. */
const LONGEST_ID = 255;

interface ListedRule {
  readonly score: string | undefined;
  /** What each of its results begins with. */
  readonly start: string;
}

/** The rules of a run; each is rated like the first of its findings, which is the worst that counts. */
export class SarifRules {
  readonly list: object[] = [];
  readonly #listed = new Map<string, ListedRule>();
  /** By ids as findings have them. */
  readonly #known = new Map<string, ListedRule>();

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Lists a rule that is not known yet. */
  add(rule: SarifRule): void {
    const id = sarifText(rule.id, LONGEST_ID) || 'unnamed';
    let listed = this.#listed.get(id);
    if (!listed) {
      const { tags, score } = rule;
      listed = { score, start: `{"ruleId":${JSON.stringify(id)},"ruleIndex":${this.list.length},"level":` };
      this.#listed.set(id, listed);
      this.list.push({ id, ...aboutRule(rule, id), properties: { tags, ...scored(score) } });
    }
    this.#known.set(rule.id, listed);
  }

  /** A rule that is known. */
  get(id: string): ListedRule {
    return this.#known.get(id) as ListedRule;
  }
}

function aboutRule({ title, help, url }: SarifRule, id: string): object {
  const uri = helpUri(url);
  return {
    shortDescription: { text: sarifText(title) || id },
    ...(help === undefined ? {} : { help: { text: sarifText(help) } }),
    ...(uri === undefined ? {} : { helpUri: uri }),
  };
}

/** Writes one finding in the file at `uri` as a result of `rule`, piece by piece: there may be 25,000. */
export function writeResult(finding: SarifFinding, rule: ListedRule, uri: string, rows: JsonRows): void {
  const { level, message, region, fingerprint, score, suppression } = finding;
  rows.put(rule.start);
  rows.value(level);
  rows.put(',"message":{"text":');
  rows.value(sarifText(message));
  rows.put('},"locations":[{"physicalLocation":{"artifactLocation":{"uri":');
  rows.value(uri);
  rows.put(',"uriBaseId":"%SRCROOT%"},"region":');
  rows.put(JSON.stringify(region));
  rows.put('}}],"partialFingerprints":{"maturityFingerprint/v1":');
  rows.value(escapeLog(fingerprint));
  rows.put('}');
  if (suppression) rows.put(`,"suppressions":${JSON.stringify([suppressionOf(suppression)])}`);
  if (score !== undefined && score !== rule.score) rows.put(`,"properties":${JSON.stringify(scored(score))}`);
  rows.put('}');
}

function scored(score: string | undefined): object {
  return score === undefined ? {} : { 'security-severity': score };
}

/** Code scanning itself does not look at these; other readers, and actions that dismiss alerts, do. */
function suppressionOf({ kind, justification: why }: NonNullable<SarifFinding['suppression']>): object {
  const justification = sarifText(why);
  return { kind, status: 'accepted', ...(justification === '' ? {} : { justification }) };
}
