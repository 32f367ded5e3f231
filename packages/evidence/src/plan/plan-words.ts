/** Words separated by commas, so that a language is a line or two. */
export const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(', '));

function isAscii(text: string): boolean {
  return /^[\n -~]*$/.test(text);
}

/** Text as words are looked for in it: lower case, without accents. */
export function fold(text: string): string {
  // Most text is English, and most time would go into what it has not.
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ıł]/g, (letter) => (letter === 'ı' ? 'i' : 'l'));
}

/** Longest title that is looked at, in UTF-16 units. */
export const LONGEST_TITLE = 400;

/** A title as it is compared: folded, without emoji, markup, numbering and blanks at its ends. */
export function plainTitle(title: string): string {
  const folded = fold(title.slice(0, LONGEST_TITLE));
  return withoutEmoji(folded)
    .replace(/[’'`*_]/g, ' ')
    .replace(/^[\s\d.)#:–—-]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutEmoji(text: string): string {
  return isAscii(text) ? text : text.replace(/\p{Extended_Pictographic}|\u{fe0f}/gu, ' ');
}

/** Words by which a step is counted: `Step 3`, `Schritt 3`, `第 3 步`. */
const STEP_WORDS = 'step|schritt|etape|étape|paso|passo|шаг|adım|adim|steg|krok|phase|步骤';
const STEP_LABEL = new RegExp(
  `^[\\s*#]*(?:(?:${STEP_WORDS})\\s*(\\d{1,3})\\b|第\\s*(\\d{1,3})\\s*步|(\\d{1,3})\\s*[.):：](?!\\d)|(\\d{1,3})\\s+[-–—]\\s|(\\d{1,3})\\.\\s*(?:adım|adim)\\b)`,
  'iu',
);

/** The number that a heading, label or comment gives a step; undefined when it is none. */
export function stepNumber(text: string): number | undefined {
  // What has no figure among its first signs has no number.
  if (!/^.{0,60}?\d/s.test(text)) return undefined;
  const found = STEP_LABEL.exec(text.replace(/^(?:\p{Extended_Pictographic}|\u{fe0f}|\s)+/u, ''));
  const number = found?.slice(1).find((group) => group !== undefined);
  return number === undefined ? undefined : Number(number);
}

/** An answer that says nothing. */
export function isEmptyAnswer(text: string): boolean {
  return /^(?:n\s*\/\s*a|none|not applicable|no|nein|keine?|non|aucune?|ninguna?|nenhuma?|нет|не применимо|yok|ej tillämpligt|brak|nie dotyczy|无|不适用|tbd|tbc|todo|-|–|—|\?+|\.+)[\s.]*$/iu.test(
    text.trim(),
  );
}
