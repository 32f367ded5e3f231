import type { RawFinding } from './findings-report.ts';

type Known = Pick<RawFinding, 'package' | 'fixedIn'>;

/** What the messages of scanners say of the package, in groups `name`, `version`, `fixed`. */
const MESSAGES: Readonly<Record<string, RegExp>> = {
  trivy:
    /^Package: (?<name>\S+)\r?\nInstalled Version: (?<version>[^\r\n]*)(?:[\s\S]*?\r?\nFixed Version: (?<fixed>[^\r\n]+))?/,
  grype: / vulnerability in [\w-]+ package: (?<name>[^\s,]+), version (?<version>\S+) was found/,
  'osv-scanner': /^Package '(?<name>[^'@]+|@[^'@]+)@(?<version>[^']+)' is vulnerable/,
};

/**
 * The package that a result is about. SARIF has no field for it, so the messages of scanners that
 * always use the same words are read; nothing for any other.
 */
export function packageInMessage(tool: string, message: string): Known {
  const groups = (Object.hasOwn(MESSAGES, tool) ? MESSAGES[tool] : undefined)?.exec(message)?.groups;
  const name = groups?.name;
  if (!name) return {};
  const version = groups?.version?.trim();
  const fixed = groups?.fixed?.trim();
  return { package: { name, ...(version ? { version } : {}) }, ...(fixed ? { fixedIn: fixed } : {}) };
}
