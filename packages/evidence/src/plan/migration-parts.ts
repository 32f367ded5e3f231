import type { MigrationLanguage } from './migration-tools.ts';

/** A migration as the part that changes the database and the part that takes it back. Both keep the offsets of the file. */
export interface MigrationParts {
  /** Without comments; what does not belong to it is blank. */
  readonly up: string;
  /** Undefined where the file has no such part. */
  readonly down?: { readonly text: string; readonly at: number };
  /** Whether it has a part that changes something, in a form that has another one to take it back. */
  readonly needsDown: boolean;
}

/** Where the two parts begin, by language. */
const PARTS: Readonly<Record<MigrationLanguage, { readonly up: RegExp; readonly down: RegExp } | undefined>> = {
  sql: {
    up: /^[ \t]*--[ \t]*(?:\+goose[ \t]+up|\+migrate[ \t]+up|migrate:up)\b/im,
    down: /^[ \t]*--[ \t]*(?:\+goose[ \t]+down|\+migrate[ \t]+down|migrate:down)\b/im,
  },
  python: { up: /^def upgrade\b/m, down: /^def downgrade\b/m },
  ruby: { up: /^[ \t]*def (?:self\.)?up\b/m, down: /^[ \t]*def (?:self\.)?down\b/m },
  javascript: { up: /\bup\b[ \t]*[=(:]/, down: /\bdown\b[ \t]*[=(:]/ },
  php: { up: /\bfunction[ \t]+up\b/, down: /\bfunction[ \t]+down\b/ },
  csharp: { up: /\bvoid[ \t]+Up\b/, down: /\bvoid[ \t]+Down\b/ },
  elixir: { up: /^[ \t]*def up\b/m, down: /^[ \t]*def down\b/m },
  markup: undefined,
};

interface Comments {
  readonly lines?: RegExp;
  readonly between?: readonly (readonly [string, string])[];
}

const C_COMMENTS: Comments = { lines: /^[ \t]*\/\/.*$/gm, between: [['/*', '*/']] };
const HASH_COMMENTS: Comments = { lines: /^[ \t]*#.*$/gm };

/** Text that changes nothing. Behind code only where no address can stand there. */
const COMMENTS: Readonly<Record<MigrationLanguage, Comments>> = {
  sql: { lines: /--.*$/gm, between: [['/*', '*/']] },
  python: HASH_COMMENTS,
  ruby: HASH_COMMENTS,
  elixir: HASH_COMMENTS,
  javascript: C_COMMENTS,
  php: C_COMMENTS,
  csharp: C_COMMENTS,
  // What takes a change set back is no change.
  markup: {
    lines: /^[ \t]*(?:#|--).*$/gm,
    between: [
      ['<!--', '-->'],
      ['<rollback', '</rollback>'],
    ],
  },
};

function withoutComments(text: string, language: MigrationLanguage): string {
  const { lines, between = [] } = COMMENTS[language];
  const plain = between.reduce((rest, [open, close]) => blankBetween(rest, open, close), text);
  return withoutDocstring(lines ? plain.replace(lines, blanked) : plain, language);
}

function withoutDocstring(text: string, language: MigrationLanguage): string {
  const quote = language === 'python' ? /^\s*("""|''')/.exec(text)?.[1] : undefined;
  const end = quote === undefined ? -1 : text.indexOf(quote, text.indexOf(quote) + 3);
  return end < 0 ? text : blanked(text.slice(0, end + 3)) + text.slice(end + 3);
}

function blankBetween(text: string, open: string, close: string): string {
  let plain = '';
  let done = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, done)) {
    const end = text.indexOf(close, at + open.length);
    if (end < 0) break;
    plain += text.slice(done, at) + blanked(text.slice(at, end + close.length));
    done = end + close.length;
  }
  return plain + text.slice(done);
}

/** Divides a migration. A file without marks is all `up`. */
export function migrationParts(text: string, language: MigrationLanguage): MigrationParts {
  const parts = PARTS[language];
  const start = parts?.up.exec(text);
  const back = parts?.down.exec(text);
  const up = start?.index ?? 0;
  const down = back?.index ?? text.length;
  const plain = withoutComments(text, language);
  const forth = down >= up ? plain.slice(0, down) : blanked(plain.slice(0, up)) + plain.slice(up);
  const end = down > up ? text.length : up;
  return {
    up: forth,
    ...(back ? { down: { text: plain.slice(down, end), at: down } } : {}),
    needsDown: Boolean(start) && downKind(plain.slice(up, down > up ? down : text.length)) !== 'empty',
  };
}

/** Blanks in place of a text, so that lines stay where they are. */
function blanked(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** What stands in a part that does nothing. */
const NOTHING =
  /^(?:pass|end|return|return\s+null|(?:return\s+)?(?:await\s+)?Promise\.resolve\(\)|undefined|:ok|[{}()\];,]+|"""[^"]*"""|'''[^']*''')?;?$/;

/** Whether the part that takes a migration back does so: `empty` and `refuses` do not. */
export function downKind(text: string): 'empty' | 'refuses' | 'works' {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  // What stands on the line of its name: an expression, or all between its braces.
  const inline =
    /=>\s*([^\s{].*)$/.exec(head.slice(0, 1000))?.[1] ??
    /[{]\s*([^{}]*?)\s*[}][\s;,)]*$/.exec(head.slice(0, 1000))?.[1];
  const body = (inline === undefined ? lines : [inline, ...lines]).map((line) => line.trim());
  const first = body.find((line) => line.length > 300 || !NOTHING.test(line));
  if (first === undefined) return 'empty';
  return /^(?:raise\b|throw\b)/.test(first) ? 'refuses' : 'works';
}
