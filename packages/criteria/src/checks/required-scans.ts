import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { suggestion } from '../nearest.ts';
import { SCANNER_KINDS, type ScannerKind, type SecurityEvidence } from '../security.ts';
import { securityProvenance, usableSecurity } from '../security-scope.ts';

const params = v.strictObject({
  /** Kinds of scan (`sast`, `dependencies`, `secrets`, ...) or ids of tools; `bandit or semgrep` takes either. */
  scans: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty())), v.minLength(1)),
});

/** Tools that people name for a kind of scan when they know no other. */
const EXAMPLES: Readonly<Record<ScannerKind, string>> = {
  sast: 'bandit, semgrep, CodeQL, gosec',
  dependencies: 'safety, pip-audit, npm audit, osv-scanner, trivy',
  secrets: 'detect-secrets, gitleaks, trufflehog',
  containers: 'trivy image, grype, hadolint',
  infrastructure: 'checkov, tfsec, trivy config, KICS',
  dast: 'ZAP, nuclei',
};

/** Each kind of scan that the level asks for was made, by any tool that can, or by the tool that is named. */
export const requiredScans = defineCheck<v.InferOutput<typeof params>>({
  kind: 'required-scans',
  needs: ['security'],
  params,
  judge({ security }, { scans }) {
    const required = scans.join(', ');
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const from = securityProvenance(evidence);
    const missing = scans.filter((scan) => madeBy(scan, evidence).length === 0);
    const made = scans.filter((scan) => !missing.includes(scan));
    const observed = made.map((scan) => `${scan} (${madeBy(scan, evidence).join(', ')})`).join(', ') || 'none of them';
    if (missing.length === 0) return { outcome: 'met', observed, required, from };
    return {
      outcome: 'unmet',
      observed,
      required,
      missing: missing.join(', '),
      why: `No report shows a scan of ${missing.join(', ')}.`,
      fix: missing.map((scan) => fixFor(scan, evidence)).join(' '),
      from,
    };
  },
});

function madeBy(scan: string, { tools }: SecurityEvidence): string[] {
  const names = scan
    .toLowerCase()
    .split(/\s+or\s+|\|/)
    .map((name) => name.trim());
  return tools
    .filter(({ id, kinds }) => names.some((name) => id === name || kinds.some((kind) => kind === name)))
    .map(({ id }) => id);
}

function fixFor(scan: string, { tools }: SecurityEvidence): string {
  const kind = SCANNER_KINDS.find((one) => one === scan.toLowerCase());
  if (kind) return `For ${kind}, run one of ${EXAMPLES[kind]} and add its report to \`reports\`.`;
  const known = [...SCANNER_KINDS, ...tools.map(({ id }) => id)];
  return `Add the report of ${scan} to \`reports\`. ${suggestion(scan, known, '')}`.trim();
}
