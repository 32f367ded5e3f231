/**
 * Adds to package-lock.json the platform packages that npm left out because the registry at hand
 * does not hold them: `npm ci` refuses a lock file in which an optional dependency is missing, even
 * one for another platform. Versions are those that the parent package pins. Run it after every
 * change of dependencies: `npm run lock`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from './repository-root.ts';

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const EXACT_VERSION = /^\d+\.\d+\.\d+/;

const path = `${ROOT}package-lock.json`;
const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Entry> };
const added: string[] = [];

for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    const isThere = place in lock.packages || `${parent}/${place}` in lock.packages;
    const platform = platformOf(name);
    if (isThere || !platform || !EXACT_VERSION.test(version)) continue;
    lock.packages[place] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platform };
    added.push(name);
  }
}

// As npm itself sorts them, so that the next change shows only what it changes.
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`);
console.log(added.length === 0 ? 'package-lock.json is complete.' : `Added ${added.join(', ')}.`);

/** What a platform package says in its name: `@swc/core-linux-x64-musl`. Undefined for any other optional package. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (!os || !cpu) return undefined;
  const isMusl = words.some((word) => word.startsWith('musl'));
  return { os: [os], cpu: [cpu], ...(os === 'linux' ? { libc: [isMusl ? 'musl' : 'glibc'] } : {}) };
}
