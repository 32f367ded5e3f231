import type { FindingCategory } from '@maturity-actions/criteria';

const ABOUT_SECRETS = /secret|passw|passphrase|credential|token|api.?key|private.?key|hard.?coded|cwe-(?:259|321|798)/i;
/** Quoted pieces, and the right side of an assignment: where messages repeat the value they warn of. */
const QUOTED = /(["'`])(?:(?!\1).)+\1|(["'`]).*$/g;
const ASSIGNED = /([=:]\s*)[^\s'"`,;)]{4,}/g;

/**
 * The text of a finding without values that may be secret. Tools repeat the password they warn of
 * (bandit B105: `Possible hardcoded password: 'hunter2'`), so quoted and assigned pieces are dropped
 * wherever a rule or a text is about secrets.
 */
export function withoutQuotedText(category: FindingCategory, rule: string, title: string): string {
  if (category !== 'secret' && !ABOUT_SECRETS.test(rule) && !ABOUT_SECRETS.test(title)) return title;
  return title.replace(QUOTED, '…').replace(ASSIGNED, '$1…').trim();
}
