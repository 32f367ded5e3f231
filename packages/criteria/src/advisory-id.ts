const CVE = /^CVE-\d{4}-\d{4,}$/;

/** Whether this is the id of a CVE, in any case: the one kind of id that stands for one flaw alone. */
export function isCve(id: string): boolean {
  return CVE.test(id.toUpperCase());
}

/**
 * The CVEs of a finding that has several and that none of `named` is about: an advisory of a
 * distribution is about many flaws, and whoever looked at one of them looked at no other. An id that
 * is no CVE names the whole advisory.
 */
export function cvesLeftOut(ids: readonly string[], named: readonly string[]): string[] {
  const cves = [...new Set(ids.map((id) => id.toUpperCase()))].filter(isCve);
  if (cves.length < 2 || !named.every(isCve)) return [];
  const seen = new Set(named.map((id) => id.toUpperCase()));
  return cves.filter((cve) => !seen.has(cve));
}
