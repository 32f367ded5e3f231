import type { DocumentedRules } from '../agreement.ts';

const NOT_AFFECTED =
  'its analysis says not_affected and why, which closes it like any VEX statement; the corpus counts every vulnerability that is listed';
const INSTANCES =
  'each instance is one to correct, and the report states as many in total_bugs; the other tool merges those of one place';

/** Every scan report that we read otherwise than others count it, on purpose, and what we say instead. */
export const SECURITY_RULES: DocumentedRules = {
  'cyclonedx-json/41187b09': { ours: '0', rule: NOT_AFFECTED },
  'cyclonedx-json/577fe0f9': { ours: '0', rule: NOT_AFFECTED },
  'cyclonedx-xml/8ff2907e': { ours: '0', rule: NOT_AFFECTED },
  'detect-secrets/18a69589': {
    ours: '3: 3 high',
    rule: 'a person marked the fourth as no secret (is_secret: false), which suppresses it',
  },
  'github-dependabot-alerts/ed859f8f': {
    ours: '0',
    rule: 'all four alerts are dismissed (dismissedAt); the other tool counts them. It says that there are more pages, so that the gate is red',
  },
  'noseyparker/54cce921': {
    ours: 'E_MALFORMED',
    rule: 'an empty object is nothing that the tool writes, with JSON lines it is an empty file; an object without a rule is refused',
  },
  'noseyparker/8ea68581': {
    ours: '6: 6 high',
    rule: 'five findings list six matches, and each is a place to clean; the other tool keeps three. The 11 that it says are left out are errors of the run',
  },
  'npm-audit-v2/d426892a': {
    ours: '2: 1 high, 1 medium',
    rule: 'the advisories count, as in version 1 of the report; the corpus counts packages',
  },
  'nuclei/b27339e4': {
    ours: '6: 6 info',
    rule: 'the file lists six results; the other tool merges two of one template and host',
  },
  'sarif/0267317e': {
    ours: '11: 1 critical, 7 high, 1 medium, 2 low',
    rule: 'a result without a score says CRITICAL in properties.issue_severity, where bandit and its kin put their own rating; it beats the level',
  },
  'sarif/2d57b024': {
    ours: '4: 1 high, 1 medium, 1 low, 1 info',
    rule: 'the invocation sets the level of the rule to note (ruleConfigurationOverrides), which beats its default of error',
  },
  'sarif/ed2e1b74': {
    ours: 'E_NO_RUNS',
    rule: 'no run says that nothing looked; that is no clean scan',
  },
  'snyk-json/c552904f': {
    ours: '39: 12 high, 24 medium, 3 low as sarif',
    rule: 'Snyk Code writes SARIF, and is read as that, with the same findings',
  },
  'snyk-json/f0bd8c56': {
    ours: 'E_CONTRADICTION',
    rule: 'a shortened file: it states 75 vulnerabilities and lists one, and those that are gone may be worse',
  },
  'spotbugs-xml/3971091a': { ours: '83: 71 medium, 12 low', rule: INSTANCES },
  'spotbugs-xml/de7cea80': { ours: '56: 5 high, 51 medium', rule: INSTANCES },
};
