/** Elements of HTML that people write in Markdown. */
const HTML_ELEMENTS: ReadonlySet<string> = new Set(
  `a abbr article aside audio b bdi bdo blockquote body br button canvas caption center circle cite code col colgroup dd
  defs del details dfn div dl dt em embed fieldset figcaption figure font footer form g h1 h2 h3 h4 h5 h6 head header hr
  html i iframe img input ins kbd legend li main mark math meta nav noscript ol optgroup option p path picture pre
  progress q rect rp rt ruby s samp script section select small span strike strong style sub summary sup svg table tbody
  td template text textarea tfoot th thead tr track tt u ul var video wbr`.split(/\s+/),
);

/** A tag in angle brackets: the words within. */
export const ANGLE = '<([A-Za-z][^<>\\n]{0,60})>';

/**
 * Whether `<inner>` asks to be filled in: `<version>`, `<previous tag>`, but no element of HTML, no
 * component (`<Tabs>`), no address. `closed` holds the names that the plan closes with `</name>`.
 */
export function isAnglePlaceholder(inner: string, closed: ReadonlySet<string>): boolean {
  if (/[=@"'`$|;{}\\]|:\/\/|\s$|\/$/.test(inner)) return false;
  const name = /^[\w.:-]+/.exec(inner)?.[0] ?? inner;
  if (HTML_ELEMENTS.has(name.toLowerCase()) || closed.has(name.toLowerCase())) return false;
  return !/^(?:mailto|tel|https?|ftp|std|T|K|V):|^[TKVEU]$/.test(inner);
}

/** Names of elements that a text closes. */
export function closedElements(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/<\/([A-Za-z][\w.:-]{0,60})\s*>/g)].map(([, name = '']) => name.toLowerCase()));
}

/** What is asked for in square brackets, also as its only word: `[date]`. */
const ASKED_ALONE =
  'name|version|tag|date|time|number|url|link|id|e-?mail|hash|sha|commit|hostname|username|description|path|value|placeholder|yyyy-mm-dd|hh:mm';
/** What is asked for when other words stand before it: `[previous configuration]`. */
const ASKED = `${ASKED_ALONE}|release|configuration|config|address|commit (?:hash|sha|id)|owner|contact|team|service|component|environment|env|user|password|token|host|port|reason|details?|phone|channel|threshold|metric|duration|weeks|days|hours|minutes|requirement|purpose|criterion|ticket|image|revision|database|bucket|person|role`;
const ASKING =
  /^(?:insert|enter|fill(?: in)?|specify|describe|your|tbd|todo|tbc|to be (?:determined|decided|defined|confirmed|added|filled)|add (?:your|the|a|details|link)|replace (?:with|this|me)|put (?:the|your)|who\b.*\?)/i;
const ASKED_LAST = new RegExp(`^(?:(?:[a-z][\\w'/&-]{0,30} ){1,5}(?:${ASKED})|${ASKED_ALONE})$`, 'i');
const ASKED_OF = new RegExp(`^(?:[a-z][\\w'/-]{0,30} ){0,3}(?:${ASKED}) (?:of|to|for|in|with|e\\.g\\.) `, 'i');
/** How remarks and labels of buttons begin. */
const NO_REQUEST =
  /^(?:see|optional|only|if|note|cf|from|by|as|in|on|at|per|for|with|without|and|or|not|no|e\.g\.|i\.e\.|is|was|create|redeploy|select|promote|delete|open|save|choose|click|run|deploy|view|show|edit|change|reset|copy|apply|update|remove|confirm|start|stop|restart|restore|get|check|use|set)\b/i;

/**
 * A phrase in square brackets that is no link, footnote, box or index: the words within. It looks for the bracket
 * first, and only then at what stands before it.
 */
export const BRACKET = '(?=\\[)(?<![\\w\\]\\)!\\\\[.$])\\[([A-Za-z][^\\[\\]\\n|]{1,80})\\](?![\\[(:\\w])';

/** Whether `[inner]` asks to be filled in. */
export function isBracketPlaceholder(inner: string): boolean {
  const words = inner.replace(/_/g, ' ').trim();
  if (ASKING.test(words)) return /[\s-]|^(?:tbd|todo|tbc)$/i.test(words);
  return !NO_REQUEST.test(words) && (ASKED_LAST.test(words) || ASKED_OF.test(words));
}

/** The words of a placeholder's name: `previous-tag` is `previous`, `tag`. */
export function placeholderWords(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
}
