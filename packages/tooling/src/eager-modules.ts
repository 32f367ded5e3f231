import { parseSync } from '@swc/core';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A bundle with each of its modules in parentheses. An engine reads a function in parentheses at once as a
 * whole; any other it first only skips through, and reads again when it is called. Modules of a chunk
 * are called as soon as it is loaded, and a minifier takes the parentheses away that a bundler gives them.
 * Throws when the parser says that a module stands where none is.
 */
export function withEagerModules(code: string): string {
  const program = parseSync(code, { syntax: 'ecmascript', target: 'es2022' });
  // Spans count bytes, from where the program begins.
  const bytes = Buffer.from(code);
  const pieces: (Buffer | string)[] = [];
  let done = 0;
  for (const { start, end } of moduleSpans(program)) {
    const [from, to] = [start - program.span.start, end - program.span.start];
    if (!/^[\w$(][\w$,()]*=>/.test(bytes.toString('utf8', from, from + 100)) || bytes[to - 1] !== 0x7d)
      throw new Error(`no module at byte ${from} of a bundle: ${bytes.toString('utf8', from, from + 40)}`);
    pieces.push(bytes.subarray(done, from), '(', bytes.subarray(from, to), ')');
    done = to;
  }
  return [...pieces, bytes.subarray(done)].map(String).join('');
}

/** Places of the functions that a number names and that have a body, outermost ones only: `472:(e,t,n)=>{...}`. */
function moduleSpans(node: unknown): Span[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(moduleSpans);
  const { type, key, value } = node as Record<'type' | 'key' | 'value', never>;
  if (type === 'KeyValueProperty' && typeOf(key) === 'NumericLiteral' && typeOf(value) === 'ArrowFunctionExpression') {
    const { span, body } = value as { readonly span: Span; readonly body: { readonly stmts?: unknown } };
    return body.stmts === undefined ? [] : [span];
  }
  return Object.values(node).flatMap(moduleSpans);
}

const typeOf = (node: unknown): string | undefined => (node as { readonly type?: string } | undefined)?.type;
