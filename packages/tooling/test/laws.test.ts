import { filesBelow, foldersIn, textOf } from './source-files.ts';

/** Law 2: which workspace package may import which. Actions may import what `actions` says, and never each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  criteria: [],
  evidence: ['criteria'],
  report: ['criteria'],
  runner: ['criteria'],
  actions: ['criteria', 'evidence', 'report', 'runner'],
  tooling: ['criteria', 'evidence', 'report', 'runner'],
};

/** Law 1: what reaches outside of the process or its inputs, and the only packages that may. Tooling is never bundled. */
const OUTSIDE: readonly { readonly what: string; readonly pattern: RegExp; readonly allowed: readonly string[] }[] = [
  { what: 'node: modules', pattern: /^node:/, allowed: ['runner', 'tooling'] },
  { what: '@actions/* packages', pattern: /^@actions\//, allowed: ['runner'] },
];
const GLOBALS: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'process', pattern: /\bprocess\.\w+/ },
  { what: 'the clock', pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/ },
  { what: 'chance', pattern: /\bMath\.random\(|\brandomUUID\(/ },
  { what: 'the network', pattern: /(?<![.\w])fetch\(/ },
  { what: 'the console', pattern: /\bconsole\.\w+/ },
];

interface Source {
  readonly file: string;
  /** Folder below packages/, or `actions`. */
  readonly owner: string;
  /** The code without comments. */
  readonly code: string;
  readonly imports: readonly string[];
}

const sources = [...foldersIn('packages'), ...foldersIn('actions')].flatMap(sourcesOf);

function sourcesOf(name: string): Source[] {
  const isAction = foldersIn('actions').includes(name);
  const folder = isAction ? `actions/${name}/src` : `packages/${name}/src`;
  return filesBelow(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const code = withoutComments(textOf(file));
      return { file, owner: isAction ? 'actions' : name, code, imports: importsOf(code) };
    });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** `import ... from 'x'`, `import 'x'`, `export ... from 'x'`, `import('x')`. */
function importsOf(code: string): string[] {
  const statements = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...code.matchAll(statements)].map((match) => (match[1] ?? match[2]) as string);
}

/** `file imports x` for every import that a rule forbids. */
function breaches(isForbidden: (source: Source, imported: string) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => isForbidden(source, imported))
      .map((imported) => `${source.file} imports ${imported}`),
  );
}

test('there are sources, and every package has its row in the table', () => {
  expect(new Set(sources.map(({ owner }) => owner))).toEqual(new Set(Object.keys(MAY_IMPORT)));
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
});

test.each(Object.entries(MAY_IMPORT))('%s imports only the packages %j', (owner, allowed) => {
  const found = breaches((source, imported) => {
    const name = /^@maturity-actions\/([^/]+)/.exec(imported)?.[1];
    return source.owner === owner && name !== undefined && !allowed.includes(name);
  });
  expect(found).toEqual([]);
});

test('no relative import leaves its package or action', () => {
  const root = (file: string) => file.split('/').slice(0, 3).join('/');
  const leaves = ({ file }: Source, imported: string) =>
    imported.startsWith('.') && !new URL(imported, `file:///${file}`).pathname.startsWith(`/${root(file)}/`);
  expect(breaches(leaves)).toEqual([]);
});

test.each(OUTSIDE)('$what only in $allowed', ({ pattern, allowed }) => {
  expect(breaches(({ owner }, imported) => pattern.test(imported) && !allowed.includes(owner))).toEqual([]);
});

test('node modules are imported with their prefix, so that the rule above sees them', () => {
  const bare = [
    'assert',
    'buffer',
    'child_process',
    'crypto',
    'dns',
    'fs',
    'http',
    'https',
    'net',
    'os',
    'path',
    'url',
  ];
  expect(breaches((_, imported) => bare.includes(imported.split('/')[0] as string))).toEqual([]);
});

test.each(GLOBALS)('$what only in the runner', ({ pattern }) => {
  const pure = sources.filter(({ owner }) => owner !== 'runner' && owner !== 'tooling');
  const found = pure.flatMap(({ file, code }) => {
    const use = pattern.exec(code)?.[0];
    return use === undefined ? [] : [`${file} uses ${use}`];
  });
  expect(found).toEqual([]);
});
