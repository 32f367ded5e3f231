import type { PackageName } from '@maturity-actions/criteria';

/** `pkg:type/namespace/name@version`, already without qualifiers and subpath. An `@` after a slash begins an npm scope, no version. */
const SHAPE = /^pkg:\/*([a-z][a-z0-9.+-]*)\/+(.*?[^/@])(?:(?<!\/)@([^@]*))?$/is;
/** Types whose namespace is the distribution that a package comes from, which is no part of its name. */
const DISTRIBUTED = new Set(['alpm', 'apk', 'deb', 'rpm']);

/**
 * The package that a package URL names: type in lower case, namespace and name joined the way the
 * ecosystem writes it (`@scope/name`, `group:artifact`, `github.com/a/b`, `curl` of any distribution),
 * percent-decoded. Qualifiers and subpath are left out. Undefined for anything that is no package
 * URL. Source: package-url specification, PURL-SPECIFICATION and PURL-TYPES.
 */
export function parsePackageUrl(text: string): PackageName | undefined {
  const [, type, path = '', version] = SHAPE.exec(text.trim().replace(/#.*$/s, '').replace(/\?.*$/s, '')) ?? [];
  if (type === undefined) return undefined;
  const segments = path.split('/').filter((segment) => segment !== '');
  const decoded = [...segments, ...(version ? [version] : [])].map(percentDecoded);
  if (!decoded.every((each) => each !== undefined && each !== '')) return undefined;
  const parts = decoded.slice(0, segments.length) as string[];
  const ecosystem = type.toLowerCase();
  return {
    ecosystem,
    name: nameIn(ecosystem, parts),
    ...(version ? { version: decoded.at(-1) as string } : {}),
  };
}

function nameIn(ecosystem: string, parts: readonly string[]): string {
  if (DISTRIBUTED.has(ecosystem)) return parts.at(-1) as string;
  // A group never has a slash; what was written with one is joined by the dots that it has elsewhere.
  if (ecosystem === 'maven' && parts.length > 1) return `${parts.slice(0, -1).join('.')}:${parts.at(-1)}`;
  return parts.join('/');
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
