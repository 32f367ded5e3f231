/** Longest address that is looked at. */
const LONGEST = 4000;

/**
 * An address as the place of a finding: without user and password, path parameters, fragment, and the
 * values of its query, as these are where sessions, tokens and the payloads of a scanner stand. The
 * names of the query stay: `https://shop.example/buy?id&token`. Other text (`db.example:3306`) too.
 */
export function webPlace(address: string): string {
  const [before = '', query] = address
    .slice(0, LONGEST)
    .trim()
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s);
  const bare = before.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1').replace(/;[^/]*/g, '');
  if (query === undefined) return bare;
  // A piece without a name may be a value as a whole.
  const names = query.split('&').flatMap((piece) => (piece.includes('=') ? [piece.slice(0, piece.indexOf('='))] : []));
  return names.length > 0 ? `${bare}?${names.join('&')}` : bare;
}
