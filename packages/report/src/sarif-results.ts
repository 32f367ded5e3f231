import { escapeLog, type MeasuredFinding, type Severity } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import { helpUri, sarifText } from './sarif-text.ts';
import { packageText } from './security-wording.ts';

/** A finding with the URI of its file. */
export interface PlacedFinding {
  readonly finding: MeasuredFinding;
  readonly uri: string;
}

/** GitHub cuts ids there. */
const LONGEST_ID = 255;

const LEVELS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  unknown: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** The middle of each CVSS band. None for what nobody rated, which the level alone makes an error, and for what is no risk. */
const SCORES: Readonly<Partial<Record<Severity, string>>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };
/** Words by which GitHub and other readers of SARIF tell kinds of findings apart. */
const TAGS: Readonly<Record<MeasuredFinding['category'], readonly string[]>> = {
  dependency: ['security', 'vulnerability'],
  code: ['security'],
  secret: ['security', 'secret'],
  misconfiguration: ['security', 'misconfiguration'],
  license: ['security', 'license'],
  web: ['security'],
};

/** The rules of a run; each is rated like the first of its findings, which is the worst that counts. */
export class SarifRules {
  readonly list: object[] = [];
  readonly #known = new Map<string, { readonly index: number; readonly severity: Severity }>();

  /** The rule with this id; made from the finding when it is the first. */
  find(id: string, { title, url, severity, category }: MeasuredFinding): { index: number; severity: Severity } {
    const known = this.#known.get(id);
    if (known) return known;
    const rule = { index: this.list.length, severity };
    const help = helpUri(url);
    const score = SCORES[severity];
    this.#known.set(id, rule);
    this.list.push({
      id,
      shortDescription: { text: sarifText(title) || id },
      ...(help === undefined ? {} : { helpUri: help }),
      properties: { tags: TAGS[category], ...(score === undefined ? {} : { 'security-severity': score }) },
    });
    return rule;
  }
}

/** One finding as a result; adds its rule to `rules` when it is the first of it. */
export function sarifResult({ finding, uri }: PlacedFinding, rules: SarifRules): object {
  const { severity, line, fingerprint } = finding;
  const id = sarifText(finding.rule, LONGEST_ID) || 'unnamed';
  const rule = rules.find(id, finding);
  const own = rule.severity === severity ? undefined : SCORES[severity];
  // Without a line it is the file as a whole, which GitHub wants to have a first line as well.
  const region = { startLine: Math.max(1, line ?? 1) };
  return {
    ruleId: id,
    ruleIndex: rule.index,
    level: LEVELS[severity],
    message: { text: sarifText(messageText(finding)) },
    locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region } }],
    partialFingerprints: { 'maturityFingerprint/v1': escapeLog(fingerprint) },
    ...suppressionsOf(finding),
    ...(own === undefined ? {} : { properties: { 'security-severity': own } }),
  };
}

/** `Command injection. Package lodash 4.17.20. Fixed in 4.17.21. Reported by npm-audit, trivy.` */
function messageText(finding: MeasuredFinding): string {
  const about = packageText(finding);
  const sentences = [
    finding.title || finding.rule,
    about === '' ? '' : `Package ${about}`,
    finding.fixedIn ? `Fixed in ${finding.fixedIn}` : '',
    finding.tools.length === 0 ? '' : `Reported by ${finding.tools.join(', ')}`,
  ];
  return sentences.flatMap((one) => (one === '' ? [] : [endSentence(one)])).join(' ');
}

/** Code scanning itself does not look at these; other readers, and actions that dismiss alerts, do. */
function suppressionsOf({ state, because = '' }: MeasuredFinding): object {
  if (state === 'open') return {};
  const justification = sarifText(because);
  return {
    suppressions: [{ kind: 'external', status: 'accepted', ...(justification === '' ? {} : { justification }) }],
  };
}
