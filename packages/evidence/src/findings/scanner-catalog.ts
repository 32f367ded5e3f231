import type { ScannerKind } from '@maturity-actions/criteria';

/** What each known tool looks at, by tool id. A tool that is not here proves no kind of scan; it can be asked for by its id. */
const KINDS: Readonly<Record<string, readonly ScannerKind[]>> = {
  bandit: ['sast'],
  brakeman: ['sast'],
  'bundler-audit': ['dependencies'],
  'cargo-audit': ['dependencies'],
  checkov: ['infrastructure'],
  codacy: ['sast'],
  codeql: ['sast'],
  'composer-audit': ['dependencies'],
  dependabot: ['dependencies'],
  'dependency-check': ['dependencies'],
  'dependency-track': ['dependencies'],
  'detect-secrets': ['secrets'],
  devskim: ['sast'],
  dockle: ['containers'],
  'dotnet-list-package': ['dependencies'],
  eslint: ['sast'],
  flawfinder: ['sast'],
  'github-code-scanning': ['sast'],
  'github-secret-scanning': ['secrets'],
  gitleaks: ['secrets'],
  gosec: ['sast'],
  govulncheck: ['dependencies'],
  grype: ['dependencies', 'containers'],
  hadolint: ['containers'],
  kics: ['infrastructure'],
  'mix-audit': ['dependencies'],
  nancy: ['dependencies'],
  njsscan: ['sast'],
  noseyparker: ['secrets'],
  'npm-audit': ['dependencies'],
  nuclei: ['dast'],
  'osv-scanner': ['dependencies'],
  'pip-audit': ['dependencies'],
  'pnpm-audit': ['dependencies'],
  psalm: ['sast'],
  safety: ['dependencies'],
  semgrep: ['sast'],
  snyk: ['dependencies'],
  'snyk-code': ['sast'],
  'snyk-container': ['dependencies', 'containers'],
  'snyk-iac': ['infrastructure'],
  'snyk-open-source': ['dependencies'],
  sonarqube: ['sast'],
  spotbugs: ['sast'],
  terrascan: ['infrastructure'],
  tfsec: ['infrastructure'],
  trivy: ['dependencies'],
  trufflehog: ['secrets'],
  whispers: ['secrets'],
  'yarn-audit': ['dependencies'],
  zap: ['dast'],
};

const JAVASCRIPT = ['.js', '.jsx', '.mjs', '.cjs', '.ts', '.tsx', '.mts', '.cts', '.vue', '.svelte'];

/** Endings of the files that a scanner of code can read, for those that read one family of languages only. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  bandit: ['.py', '.pyi'],
  brakeman: ['.rb', '.erb', '.haml', '.slim'],
  eslint: JAVASCRIPT,
  flawfinder: ['.c', '.cc', '.cpp', '.cxx', '.c++', '.h', '.hh', '.hpp', '.hxx'],
  gosec: ['.go'],
  njsscan: [...JAVASCRIPT, '.html', '.hbs', '.ejs', '.pug', '.handlebars'],
  psalm: ['.php'],
  spotbugs: ['.java', '.kt', '.kts', '.scala', '.groovy', '.clj'],
};

/** Other names of tools, as SARIF drivers and documents write them, in kebab-case. */
const ALIASES: Readonly<Record<string, string>> = {
  'anchore-grype': 'grype',
  'aqua-security-trivy': 'trivy',
  'code-ql': 'codeql',
  'detect-secrets-scan': 'detect-secrets',
  'git-leaks': 'gitleaks',
  'google-osv-scanner': 'osv-scanner',
  'microsoft-devskim': 'devskim',
  'owasp-zap': 'zap',
  'semgrep-oss': 'semgrep',
  'semgrep-pro': 'semgrep',
  snykcode: 'snyk-code',
  zaproxy: 'zap',
};

/** The kebab-case id of a tool by the name that it gives itself: `CodeQL` → `codeql`, `Snyk Open Source` → `snyk-open-source`. */
export function toolId(name: string): string {
  const id = name
    .trim()
    .replace(/([a-z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const whole = id.replaceAll('-', '');
  if (Object.hasOwn(ALIASES, id)) return ALIASES[id] as string;
  // `PipAudit` and `pip audit` are pip-audit.
  return Object.keys(KINDS).find((known) => known.replaceAll('-', '') === whole) ?? id;
}

/** What a tool looks at; empty for one that nobody knows. */
export function kindsOf(tool: string): readonly ScannerKind[] {
  return Object.hasOwn(KINDS, tool) ? (KINDS[tool] as readonly ScannerKind[]) : [];
}

/** Endings of the files that a scanner of code can read; undefined when it reads many languages, or nobody knows. */
export function endingsOf(tool: string): readonly string[] | undefined {
  return Object.hasOwn(ENDINGS, tool) ? ENDINGS[tool] : undefined;
}
