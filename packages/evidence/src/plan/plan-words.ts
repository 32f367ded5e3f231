/** Words separated by commas, so that a language is a line or two. */
export const words = (...lines: readonly string[]): readonly string[] => lines.flatMap((line) => line.split(', '));

/** Headings that say: here is a way back. */
const ROLLBACK_WORDS = words(
  'rollback, roll back, roll-back, rolling back, rolled back, back out, back-out, backout, backing out',
  'revert, fall back, fallback, downgrade, if something goes wrong, when something goes wrong',
  'undo the release, undo a release, undo the deploy, zuruckroll, ruckroll, ruckfall, ruckabwicklung',
  'zurucksetz, wenn etwas schief, retour arriere, retour en arriere, plan de repli, plan de retour',
  'revenir en arriere, reversion, revertir, marcha atras, vuelta atras, reversao, reverter',
  'retorno de versao, откат, возврат к пред, geri alma, geri donus, geri al, aterstall, tillbakarull',
  'rulla tillbaka, aterga, wycofan, cofniec, przywrocen, przywracan, 回滚, 回退',
);

/** What makes a heading with such a word one about a feature, an API or a text, and no way back. */
const OTHER_ROLLBACK =
  /\b(?:api|button|endpoint|transaction|savepoint|isolation|functions?|methods?|class(?:es)?|command reference|feature request|changelog|support for)\b|\(\)|\bfallback (?:font|image|value|route|language|locale|chain|handler|polic)/;

const NO_LETTER = '(?<![\\p{L}\\p{N}])';
const isIdeographic = (word: string): boolean => /\p{Script=Han}/u.test(word);

/** Matches text that is folded. */
export function patternOf(list: readonly string[]): RegExp {
  const folded = list.map(fold);
  const quoted = (some: readonly string[]): string =>
    some.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  const [han, spelled] = [folded.filter(isIdeographic), folded.filter((word) => !isIdeographic(word))];
  const parts = [`${NO_LETTER}(?:${quoted(spelled)})`, ...(han.length > 0 ? [quoted(han)] : [])];
  return new RegExp(parts.join('|'), 'u');
}

const ROLLBACK = patternOf(ROLLBACK_WORDS);

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

/** Whether a heading announces a way back. */
export function isRollbackTitle(title: string): boolean {
  const plain = plainTitle(title);
  return ROLLBACK.test(plain) && !OTHER_ROLLBACK.test(plain);
}

/** Words by which a step is counted: `Step 3`, `Schritt 3`, `第 3 步`. */
const STEP_WORDS = 'step|schritt|etape|étape|paso|passo|шаг|adım|adim|steg|krok|phase|步骤';
const STEP_LABEL = new RegExp(
  `^[\\s*#]*(?:(?:${STEP_WORDS})\\s*(\\d{1,3})\\b|第\\s*(\\d{1,3})\\s*步|(\\d{1,3})\\s*[.):：](?!\\d)|(\\d{1,3})\\s+[-–—]\\s|(\\d{1,3})\\.\\s*(?:adım|adim)\\b)`,
  'iu',
);

/** The number that a heading, label or comment gives a step; undefined when it is none. */
export function stepNumber(text: string): number | undefined {
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
