import { ConfigurationError } from '@maturity-actions/criteria';

/** The address that the user gave. Throws ConfigurationError E_BAD_INPUT for none, or one that is not of the web. */
export function requireUrl(url: string | undefined, example: string): string {
  if (url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input url',
    // Not the text itself: it may hold a password.
    found: url === undefined || url.trim() === '' ? 'no address' : 'a text that is no address',
    expected: 'an address that begins with https:// or http://',
    fix: `Example: url: ${example}`,
  });
}

/** A text that the service cannot do without. Throws ConfigurationError E_BAD_INPUT for none. */
export function requireText(text: string | undefined, input: string, what: string, example: string): string {
  if (text !== undefined && text.trim() !== '') return text.trim();
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${input}`,
    found: 'nothing',
    expected: what,
    fix: `Example: ${input}: ${example}`,
  });
}
