import { type MeasuredFinding, SEVERITY_RANK, type Severity } from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import type { SarifFinding, SarifLevel, SarifRule } from './sarif-findings.ts';
import { FINDING_STATES, packageText } from './security-wording.ts';

const LEVELS: Readonly<Record<Severity, SarifLevel>> = {
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

/** What nobody accepts comes before what somebody does, whatever its severity. */
export function securityImportance({ state, severity }: MeasuredFinding): number {
  return FINDING_STATES.indexOf(state) * 10 + SEVERITY_RANK[severity];
}

/** The rule as this finding of it tells. */
export function securityRule({ rule, title, url, category, severity }: MeasuredFinding): SarifRule {
  return { id: rule, title, url, tags: TAGS[category], score: SCORES[severity] };
}

/** One finding of a scanner. */
export function securityFinding(finding: MeasuredFinding): SarifFinding {
  const { severity, line, fingerprint, state, because = '' } = finding;
  return {
    level: LEVELS[severity],
    message: messageText(finding),
    // Without a line it is the file as a whole, which GitHub wants to have a first line as well.
    region: { startLine: Math.max(1, line ?? 1) },
    fingerprint,
    score: SCORES[severity],
    ...(state === 'open' ? {} : { suppression: { kind: 'external', justification: because } }),
  };
}

/** `Command injection. Package lodash 4.17.20. Fixed in 4.17.21. Reported by npm-audit, trivy.` */
function messageText(finding: MeasuredFinding): string {
  const about = packageText(finding);
  let text = endSentence(finding.title || finding.rule);
  if (about !== '') text += ` ${endSentence(`Package ${about}`)}`;
  if (finding.fixedIn) text += ` ${endSentence(`Fixed in ${finding.fixedIn}`)}`;
  if (finding.tools.length > 0) text += ` ${endSentence(`Reported by ${finding.tools.join(', ')}`)}`;
  return text;
}
