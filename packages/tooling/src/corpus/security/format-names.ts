/** Our formats where the corpus has another name for them; all others are called the same. */
const OURS: Readonly<Record<string, string>> = {
  'cyclonedx-json': 'cyclonedx',
  'dependency-track-fpf': 'dependency-track',
  'dotnet-list-vulnerable': 'dotnet-list-package',
  'eslint-json': 'eslint',
  'github-code-scanning-alerts': 'github-code-scanning',
  'github-dependabot-alerts': 'github-dependabot',
  'github-secret-scanning-alerts': 'github-secret-scanning',
  'gitlab-container-scanning': 'gitlab',
  'gitlab-dependency-scanning': 'gitlab',
  'gitlab-sast': 'gitlab',
  'grype-json': 'grype',
  'npm-audit-v1': 'npm-audit',
  'npm-audit-v2': 'npm-audit',
  'osv-scanner-json': 'osv-scanner',
  'owasp-dependency-check-xml': 'dependency-check-xml',
  'safety-v2': 'safety',
  'sarif-2.2-draft': 'sarif',
  'snyk-json': 'snyk',
  'spotbugs-xml': 'spotbugs',
  'trivy-json': 'trivy',
  'yarn-audit-ndjson': 'yarn-audit',
  'yarn2-npm-audit': 'yarn-audit',
};

/** The id of our format for a format of the corpus. */
export const ourFormat = (format: string): string => OURS[format] ?? format;
