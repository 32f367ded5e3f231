import { bandit } from './bandit.ts';
import { brakeman } from './brakeman.ts';
import { bundlerAudit } from './bundler-audit.ts';
import { cargoAudit } from './cargo-audit.ts';
import { checkov } from './checkov.ts';
import { composerAudit } from './composer-audit.ts';
import { csaf } from './csaf.ts';
import { cyclonedx } from './cyclonedx.ts';
import { cyclonedxXml } from './cyclonedx-xml.ts';
import { dependencyCheck } from './dependency-check.ts';
import { dependencyCheckXml } from './dependency-check-xml.ts';
import { dependencyTrack } from './dependency-track.ts';
import { detectSecrets } from './detect-secrets.ts';
import { dockle } from './dockle.ts';
import { dotnetListPackage } from './dotnet-list-package.ts';
import { eslint } from './eslint.ts';
import type { FindingsFormat } from './format.ts';
import { githubCodeScanning } from './github-code-scanning.ts';
import { githubDependabot } from './github-dependabot.ts';
import { githubSecretScanning } from './github-secret-scanning.ts';
import { gitlab } from './gitlab.ts';
import { gitleaks } from './gitleaks.ts';
import { gosec } from './gosec.ts';
import { govulncheck } from './govulncheck.ts';
import { grype } from './grype.ts';
import { hadolint } from './hadolint.ts';
import { kics } from './kics.ts';
import { mixAudit } from './mix-audit.ts';
import { nancy } from './nancy.ts';
import { njsscan } from './njsscan.ts';
import { noseyparker } from './noseyparker.ts';
import { npmAudit } from './npm-audit.ts';
import { nuclei } from './nuclei.ts';
import { openvex } from './openvex.ts';
import { osvScanner } from './osv-scanner.ts';
import { pipAudit } from './pip-audit.ts';
import { pnpmAudit } from './pnpm-audit.ts';
import { safety } from './safety.ts';
import { sarif } from './sarif.ts';
import { semgrep } from './semgrep.ts';
import { snyk } from './snyk.ts';
import { spotbugs } from './spotbugs.ts';
import { terrascan } from './terrascan.ts';
import { tfsec } from './tfsec.ts';
import { trivy } from './trivy.ts';
import { trufflehog } from './trufflehog.ts';
import { whispers } from './whispers.ts';
import { yarnAudit } from './yarn-audit.ts';
import { zap } from './zap.ts';
import { zapXml } from './zap-xml.ts';

/** Every format of scan reports, one file each. */
export const FINDINGS_FORMATS: readonly FindingsFormat[] = [
  bandit,
  brakeman,
  bundlerAudit,
  cargoAudit,
  checkov,
  composerAudit,
  csaf,
  cyclonedx,
  cyclonedxXml,
  dependencyCheck,
  dependencyCheckXml,
  dependencyTrack,
  detectSecrets,
  dockle,
  dotnetListPackage,
  eslint,
  githubCodeScanning,
  githubDependabot,
  githubSecretScanning,
  gitlab,
  gitleaks,
  gosec,
  govulncheck,
  grype,
  hadolint,
  kics,
  mixAudit,
  nancy,
  njsscan,
  noseyparker,
  npmAudit,
  nuclei,
  openvex,
  osvScanner,
  pipAudit,
  pnpmAudit,
  safety,
  sarif,
  semgrep,
  snyk,
  spotbugs,
  terrascan,
  tfsec,
  trivy,
  trufflehog,
  whispers,
  yarnAudit,
  zap,
  zapXml,
];
