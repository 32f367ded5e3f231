const ESC = '\u001b';
/** Terminal sequences: colours and cursor moves (CSI), and titles or links (OSC) that are closed. */
const TERMINAL_SEQUENCE = new RegExp(
  `(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]|${ESC}\\][^\u0007${ESC}]*(?:\u0007|${ESC}\\\\)`,
  'g',
);
const LINE_BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const CONTROL = /\p{Cc}/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
/** Bidirectional controls, zero-width characters, soft hyphen and tags: text that lies about itself. */
const HIDDEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Untrusted text as one visible line, the first step of every escaping function: terminal sequences
 * and control characters are dropped, line breaks and tabs become one space, hidden and direction
 * characters are spelled out (`<U+202E>`), half a surrogate pair becomes U+FFFD.
 * Joiners and variation selectors stay: whole scripts need them.
 */
export function plainText(text: string): string {
  if (isPlainAscii(text)) return text;
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(LINE_BREAK, ' ')
    .replace(CONTROL, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(HIDDEN, spellOut);
}

const PLAIN_ASCII = /^[ -~]*$/;

/** Whether there is nothing but printable ASCII. Most text is; asking first saves compiling the large patterns at every start. */
export function isPlainAscii(text: string): boolean {
  return PLAIN_ASCII.test(text);
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) as number;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** At most `max` UTF-16 units, the last one `…` when something was cut; never half a character. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, Math.max(0, max - 1));
  const last = kept.charCodeAt(kept.length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${isHalf ? kept.slice(0, -1) : kept}…`;
}
