/** What the first bytes of an XML document show, for format detection. */
export interface XmlHead {
  /** Name of the root element. */
  readonly root: string;
  /** Start tag of the root as written, without its name: ` version="1"`. Cut when the head is. */
  readonly attributes: string;
  /** What stands between `<!DOCTYPE` and its end; empty without one. */
  readonly doctype: string;
  /** Name of the first element inside the root; undefined when there is none or the head ends before it. */
  readonly child: string | undefined;
}

const MISC = /^\s*(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->)/;
const DOCTYPE = /^\s*<!DOCTYPE((?:"[^"]*"|'[^']*'|\[[^\]]*\]|[^>"'[])*)>/;
const START_TAG = /^\s*<([A-Za-z_:][\w:.-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)/;

/** Looks past declarations, comments and DOCTYPE at the root; undefined when no root is in sight. */
export function xmlHead(head: string): XmlHead | undefined {
  let rest = skipMisc(head);
  const doctype = DOCTYPE.exec(rest);
  if (doctype) rest = skipMisc(rest.slice(doctype[0].length));
  const root = START_TAG.exec(rest);
  if (!root?.[1]) return undefined;
  const attributes = root[2] ?? '';
  const inside = attributes.endsWith('/') ? '' : rest.slice(root[0].length + 1);
  const child = START_TAG.exec(skipMisc(inside))?.[1];
  return { root: root[1], attributes, doctype: doctype?.[1] ?? '', child };
}

/** Whether the root has this attribute, with this value when one is given. `name` is a plain XML name. */
export function hasAttribute(head: XmlHead, name: string, value?: string): boolean {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(head.attributes);
  return match !== null && (value === undefined || (match[1] ?? match[2]) === value);
}

function skipMisc(text: string): string {
  let rest = text;
  for (let match = MISC.exec(rest); match; match = MISC.exec(rest)) rest = rest.slice(match[0].length);
  return rest;
}
