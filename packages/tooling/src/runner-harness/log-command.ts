/** A workflow command as the runner recognises it in a line of the log. */
export interface LogCommand {
  /** `v2` is `::name::` at the line's start, `v1` is `##[name]` anywhere. */
  readonly syntax: 'v1' | 'v2';
  /** Lower case: the runner compares names without case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Names that the runner acts on; with any other one the line is text. Source: actions/runner, *CommandExtension. */
const REGISTERED = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** The command in a line, or undefined when it is text. Source: actions/runner, ActionCommand.cs. */
export function parseLogCommand(line: string): LogCommand | undefined {
  return parseV2(line) ?? parseV1(line);
}

function parseV2(line: string): LogCommand | undefined {
  // U+0085 is white space to the runner and not to JavaScript.
  const text = line.replace(/^[\s\u0085]+/u, '');
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  return end < 0 ? undefined : command('v2', text.slice(2, end), ',', text.slice(end + 2));
}

function parseV1(line: string): LogCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  return end < 0 ? undefined : command('v1', line.slice(start + 3, end), ';', line.slice(end + 1));
}

function command(
  syntax: LogCommand['syntax'],
  head: string,
  separator: ',' | ';',
  data: string,
): LogCommand | undefined {
  const blank = head.indexOf(' ');
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
  if (!REGISTERED.has(name)) return undefined;
  const pairs = blank < 0 ? [] : head.slice(blank + 1).split(separator);
  const properties = pairs.flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [] : [[pair.slice(0, equals).trim(), unescaped(pair.slice(equals + 1))]];
  });
  return { syntax, name, properties: Object.fromEntries(properties), data: unescaped(data) };
}

const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/%0D/g, '\r'],
  [/%0A/g, '\n'],
  [/%3A/g, ':'],
  [/%2C/g, ','],
  [/%3B/g, ';'],
  [/%5D/g, ']'],
  // Last, so that an escaped percent sign does not make a new escape.
  [/%25/g, '%'],
];

function unescaped(text: string): string {
  return ESCAPES.reduce((done, [escaped, sign]) => done.replace(escaped, sign), text);
}
