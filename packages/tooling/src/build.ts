/**
 * Builds dist/, the tree that a release tag points to, or with --check tells whether the committed
 * one is what the source gives.
 * Usage: node packages/tooling/src/build.ts [--check]
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minifySync } from '@swc/core';
import { actionNames } from './actions.ts';
import { withEagerModules } from './eager-modules.ts';
import { ROOT } from './repository-root.ts';

const REQUIRED_BUILTIN = /__WEBPACK_EXTERNAL_createRequire\(import\.meta\.url\)\(("[\w:/]+")\)/g;
const DEFINED_FIELD = /\b_defineProperty\(\s*this,\s*(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?"(\w+)",/g;
const PACKAGES = ['criteria', 'evidence', 'report', 'runner'];
const isCheck = process.argv.includes('--check');
const stage = join(ROOT, 'build');
const target = isCheck ? mkdtempSync(join(tmpdir(), 'maturity-dist-')) : join(ROOT, 'dist');

emitJavaScript();
linkPackages();
declarePure();
useGlobalCrypto();
assignFields();
if (!isCheck) rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of actionNames()) bundle(name);
cpSync(join(ROOT, 'LICENSE'), join(target, 'LICENSE'));
cpSync(join(ROOT, 'packages/criteria/maturity.schema.json'), join(target, 'maturity.schema.json'));
if (isCheck) compare();

/** ncc cannot read the types of this compiler: tsc emits JavaScript, ncc bundles it. */
function emitJavaScript(): void {
  rmSync(stage, { recursive: true, force: true });
  const config = {
    extends: '../tsconfig.json',
    compilerOptions: { noEmit: false, removeComments: true, rootDir: '..', outDir: '.' },
    include: ['../packages/*/src/**/*.ts', '../actions/*/src/**/*.ts'],
    exclude: ['../packages/tooling/**'],
  };
  mkdirSync(stage);
  writeFileSync(join(stage, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', join(stage, 'tsconfig.json')], {
    stdio: 'inherit',
  });
}

/** Inside build/ the workspace packages are the emitted ones. */
function linkPackages(): void {
  const scope = join(stage, 'node_modules/@maturity-actions');
  mkdirSync(scope, { recursive: true });
  for (const name of PACKAGES) {
    writeFileSync(
      join(stage, `packages/${name}/package.json`),
      JSON.stringify({
        name: `@maturity-actions/${name}`,
        type: 'module',
        sideEffects: false,
        exports: './src/index.js',
      }),
    );
    symlinkSync(`../../packages/${name}`, join(scope, name));
  }
}

/** The toolkit needs node:crypto for one random UUID, and loading it takes a sixth of the start-up; the global one is loaded when it is used. */
function useGlobalCrypto(): void {
  const file = join(stage, 'node_modules/@actions/core/lib/file-command.js');
  const code = readFileSync(file, 'utf8');
  // In two pieces: it is text here, not an import of this file.
  const line = ['import * as crypto', "from 'crypto';\n"].join(' ');
  if (!code.includes(line)) throw new Error(`${file} no longer imports crypto as expected`);
  writeFileSync(file, code.replace(line, ''));
}

/**
 * markdown-it is published with a helper that defines each field of each token by its name, which takes a tenth of the
 * time that it parses. In a copy the fields are assigned: no class of it inherits anything that would tell the difference.
 */
function assignFields(): void {
  const copy = join(stage, 'node_modules/markdown-it');
  cpSync(join(ROOT, 'node_modules/markdown-it'), copy, { recursive: true, dereference: true });
  const file = join(copy, 'dist/markdown-it.mjs');
  const code = readFileSync(file, 'utf8');
  const assigned = code.replace(DEFINED_FIELD, '(this.$1 =');
  if (assigned === code) throw new Error(`${file} no longer defines fields as expected`);
  writeFileSync(file, assigned);
}

/**
 * The toolkit's modules do nothing when they are loaded, but their package.json does not say so, and
 * a bundler then keeps the OIDC client and with it http, tls and a proxy library in every start. In
 * copies that say so, what no gate calls is left out, and the rest is the toolkit as published.
 */
function declarePure(): void {
  for (const name of ['@actions/core', '@actions/exec', '@actions/glob', '@actions/io']) {
    const copy = join(stage, 'node_modules', name);
    cpSync(join(ROOT, 'node_modules', name), copy, { recursive: true, dereference: true });
    const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
    writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, sideEffects: false }));
  }
}

function bundle(name: string): void {
  const folder = join(target, name);
  writeFileSync(join(stage, `actions/${name}/package.json`), JSON.stringify({ type: 'module' }));
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
  const entry = join(stage, `actions/${name}/src/index.js`);
  execFileSync(
    process.execPath,
    [ncc, 'build', entry, '-o', folder, '--license', 'licenses.txt', '--target', 'es2022', '--no-cache', '--quiet'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  for (const file of [
    'action.yml',
    ...readdirSync(join(ROOT, `actions/${name}`)).filter((each) => each.endsWith('.md')),
  ])
    cpSync(join(ROOT, `actions/${name}/${file}`), join(folder, file));
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const content = Buffer.from(shaken(readFileSync(join(folder, file), 'utf8')));
    writeFileSync(join(folder, file), content);
    console.log(
      `${name}/${file}: ${kilobytes(content.length)} kB, ${kilobytes(gzipSync(content).length)} kB compressed`,
    );
  }
}

/**
 * ncc leaves functions in that nobody calls; parsing them costs every start. Names stay, for stack
 * traces. It also makes a require function of its own for every module of Node; asking the process
 * for the module is the same and quicker.
 */
function shaken(code: string): string {
  const asking = code.replace(REQUIRED_BUILTIN, 'process.getBuiltinModule($1)');
  const { code: small } = minifySync(asking, {
    module: true,
    compress: { passes: 2 },
    mangle: { keep_classnames: true, keep_fnames: true },
  });
  return withEagerModules(small);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function compare(): void {
  const built = filesBelow(target);
  const committed = join(ROOT, 'dist');
  const different = [...new Set([...built, ...filesBelow(committed)])].filter((path) => {
    const [a, b] = [join(target, path), join(committed, path)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
  rmSync(target, { recursive: true });
  if (different.length === 0) {
    console.log('dist/ is fresh.');
    return;
  }
  console.error(`dist/ is not what the source gives: ${different.join(', ')}. Run "npm run build" and commit it.`);
  process.exitCode = 1;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true }) as string[];
  return entries
    .map((entry) => join(folder, entry))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path));
}
