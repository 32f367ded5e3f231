import {
  type MeasuredFinding,
  SEVERITY_RANK,
  type SecurityMeasurements,
  type Severity,
} from '@maturity-actions/criteria';
import { endSentence } from './conclusion.ts';
import type { SarifCandidate, SarifFinding, SarifLevel } from './sarif-findings.ts';
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

/** The findings of all scanners. */
export function securityFindings({ findings }: SecurityMeasurements): readonly SarifCandidate[] {
  return findings.map((finding) => ({
    path: finding.path,
    importance: importance(finding),
    describe: () => described(finding),
  }));
}

/** What nobody accepts comes before what somebody does, whatever its severity. */
function importance({ state, severity }: MeasuredFinding): number {
  return FINDING_STATES.indexOf(state) * 10 + SEVERITY_RANK[severity];
}

function described(finding: MeasuredFinding): SarifFinding {
  const { rule, title, url, category, severity, line, fingerprint, state, because = '' } = finding;
  return {
    rule: { id: rule, title, url, tags: TAGS[category] },
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
  const sentences = [
    finding.title || finding.rule,
    about === '' ? '' : `Package ${about}`,
    finding.fixedIn ? `Fixed in ${finding.fixedIn}` : '',
    finding.tools.length === 0 ? '' : `Reported by ${finding.tools.join(', ')}`,
  ];
  return sentences.flatMap((one) => (one === '' ? [] : [endSentence(one)])).join(' ');
}
