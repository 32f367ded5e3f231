/** Where a relative link leads inside of the repository. */
export interface LinkTarget {
  /** Relative to the repository; that of the file itself for `#anchor`. */
  readonly path: string;
  /** Without `#`, decoded; absent when the link has none. */
  readonly anchor?: string;
}

/** Where a link of a file leads; undefined for what leads out of the repository. */
export function linkTarget(from: string, href: string): LinkTarget | undefined {
  if (href === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return undefined;
  const [, place = '', hash] = /^([^#]*)(?:#(.*))?$/s.exec(href) ?? [];
  const written = decoded(place.split('?', 1)[0] as string);
  const folder = written.startsWith('/') ? [] : from.split('/').slice(0, -1);
  const path = written === '' ? from : joined(folder, written);
  if (path === undefined) return undefined;
  return hash === undefined || hash === '' ? { path } : { path, anchor: decoded(hash) };
}

function joined(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
