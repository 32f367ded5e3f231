import { escapeLog } from '@maturity-actions/criteria';
import type { SarifFinding, SarifRule } from './sarif-findings.ts';
import { helpUri, sarifText } from './sarif-text.ts';

/** GitHub cuts ids there. */
const LONGEST_ID = 255;

interface ListedRule {
  readonly id: string;
  readonly index: number;
  readonly score: string | undefined;
}

/** The rules of a run; each is rated like the first of its findings, which is the worst that counts. */
export class SarifRules {
  readonly list: object[] = [];
  readonly #known = new Map<string, ListedRule>();

  /** The rule of a finding; listed when the finding is the first of it. */
  find({ rule, score }: SarifFinding): ListedRule {
    const id = sarifText(rule.id, LONGEST_ID) || 'unnamed';
    const known = this.#known.get(id);
    if (known) return known;
    const listed = { id, index: this.list.length, score };
    this.#known.set(id, listed);
    this.list.push({ id, ...aboutRule(rule, id), properties: { tags: rule.tags, ...scored(score) } });
    return listed;
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

/** One finding in the file at `uri` as a result; adds its rule to `rules` when it is the first of it. */
export function sarifResult(finding: SarifFinding, uri: string, rules: SarifRules): object {
  const { level, message, region, fingerprint, score } = finding;
  const rule = rules.find(finding);
  const own = score === undefined || score === rule.score ? {} : { properties: scored(score) };
  return {
    ruleId: rule.id,
    ruleIndex: rule.index,
    level,
    message: { text: sarifText(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } }],
    partialFingerprints: { 'maturityFingerprint/v1': escapeLog(fingerprint) },
    ...suppressionsOf(finding),
    ...own,
  };
}

function scored(score: string | undefined): object {
  return score === undefined ? {} : { 'security-severity': score };
}

/** Code scanning itself does not look at these; other readers, and actions that dismiss alerts, do. */
function suppressionsOf({ suppression }: SarifFinding): object {
  if (!suppression) return {};
  const { kind } = suppression;
  const justification = sarifText(suppression.justification);
  return { suppressions: [{ kind, status: 'accepted', ...(justification === '' ? {} : { justification }) }] };
}
