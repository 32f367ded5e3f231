import type { ShellWords } from './shell-words.ts';

/** Something of the repository that a command needs. */
export interface CommandReference {
  /** `file`: a file or folder. `target`: of make. `script`: of package.json. */
  readonly kind: 'file' | 'target' | 'script';
  /** As written. */
  readonly name: string;
  /** Folder that the command changes into first (`make -C api`), or the Makefile it names. */
  readonly folder?: string;
  /** Whether the name may also be something else, such as a program that a package brings along. */
  readonly isGuess?: boolean;
}

/** What a command takes from the repository. */
export function referencesOf(words: ShellWords): CommandReference[] {
  const [program = '', ...rest] = words;
  const own = /[/\\]/.test(program) && !program.startsWith('-') ? [file(program.replace(/\\/g, '/'))] : [];
  const name = program.slice(program.lastIndexOf('/') + 1).replace(/^(python|pip)[\d.]+$/, '$1');
  return [...own, ...(Object.hasOwn(PROGRAMS, name) ? (PROGRAMS[name] as Reader)(rest) : [])];
}

type Reader = (words: ShellWords) => CommandReference[];

const file = (name: string): CommandReference => ({ kind: 'file', name });
const SCRIPT = /\.(?:sh|bash|zsh|py|[cm]?js|[cm]?ts|rb|pl|php|ps1|R|exs?)$/;

/** The first word that is no option, unless an option says that code follows. */
const scriptOf: Reader = (words) => {
  const at = words.findIndex((word) => !/^-{1,2}[A-Za-z]/.test(word) || /^-[cmesn]$/.test(word) || word === '--eval');
  const word = words[at] ?? '';
  return !word.startsWith('-') && (SCRIPT.test(word) || word.includes('/')) ? [file(word)] : [];
};

/** `uv run python x.py` runs what follows. */
const runner =
  (...verbs: readonly string[]): Reader =>
  (words) =>
    verbs.length === 0 || verbs.includes(words[0] ?? '') ? referencesOf(words.slice(verbs.length === 0 ? 0 : 1)) : [];

/** Values of options, however they are joined to them: `-f x`, `--file=x`. */
function valuesOf(words: ShellWords, ...options: readonly string[]): string[] {
  const values: string[] = [];
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('-')) continue;
    const [option = ''] = word.split('=', 1);
    if (!options.includes(option)) continue;
    values.push(option === word ? (words[at + 1] ?? '') : word.slice(option.length + 1));
  }
  return values;
}

const filesOf =
  (...options: readonly string[]): Reader =>
  (words) =>
    valuesOf(words, ...options)
      .flatMap((value) => value.split(','))
      .map(file);

const composeOf: Reader = (words) => {
  const verb = words.findIndex(
    (word, at) =>
      !word.startsWith('-') &&
      !/^-(?:f|p|-file|-profile|-project-name|-env-file|-project-directory)$/.test(words[at - 1] ?? ''),
  );
  return filesOf('-f', '--file')(words.slice(0, verb < 0 ? words.length : verb));
};

const makeOf: Reader = (words) => {
  const [folder] = valuesOf(words, '-C', '--directory', '-f', '--file');
  const targets = words.filter(
    (word, at) =>
      /^[\w.:/-]+$/.test(word) &&
      !word.startsWith('-') &&
      !/^-(?:[CfIoW]|-directory|-file)$/.test(words[at - 1] ?? '') &&
      !(words[at - 1] === '-j' && /^\d+$/.test(word)),
  );
  return targets.map((name) => ({ kind: 'target', name, ...(folder === undefined ? {} : { folder }) }));
};

/** Commands of yarn and pnpm themselves. */
const OWN_COMMANDS: ReadonlySet<string> = new Set(
  `add install i ci remove rm un uninstall why list ls info init link unlink upgrade update up dlx exec node npm workspace
  workspaces foreach cache config set get version global audit outdated pack publish create run dedupe plugin import bin login
  logout self-update policies patch rebuild constraints test t start stop store deploy prune fetch setup env m recursive
  licenses root dist-tag view search upgrade-interactive stage explain unplug autoclean check generate-lock-entry help`.split(
    /\s+/,
  ),
);

const scriptsOf =
  (isBare: boolean): Reader =>
  (words) => {
    const plain = words.filter(
      (word, at) =>
        !word.startsWith('-') && !/^--?(?:prefix|workspace|filter|dir|cwd|C|w|F)$/.test(words[at - 1] ?? ''),
    );
    const [verb = '', name = ''] = plain;
    if (/^run(?:-script)?$/.test(verb)) return isName(name) ? [{ kind: 'script', name }] : [];
    return isBare && isName(verb) && !OWN_COMMANDS.has(verb) ? [{ kind: 'script', name: verb, isGuess: true }] : [];
  };

const isName = (word: string): boolean => /^[A-Za-z][\w:.-]*$/.test(word);

const interpreters =
  'bash sh zsh source . python node ruby perl php pwsh powershell deno tsx ts-node bats Rscript'.split(' ');

/** How the programs that people name in plans take files, targets and scripts. */
const PROGRAMS: Readonly<Record<string, Reader>> = {
  ...Object.fromEntries(interpreters.map((name) => [name, scriptOf])),
  uv: runner('run'),
  poetry: runner('run'),
  pipenv: runner('run'),
  bundle: runner('exec'),
  npx: runner(),
  'docker-compose': composeOf,
  'podman-compose': composeOf,
  docker: (words) => (words[0] === 'compose' ? composeOf(words.slice(1)) : []),
  kubectl: filesOf('-f', '--filename', '-k', '--kustomize'),
  oc: filesOf('-f', '--filename', '-k', '--kustomize'),
  helm: (words) => [...filesOf('-f', '--values')(words), ...words.filter((word) => /^\.\.?\//.test(word)).map(file)],
  'ansible-playbook': (words) =>
    words
      .filter((word) => /^[\w./-]+\.ya?ml$/.test(word))
      .slice(0, 1)
      .map(file),
  terraform: (words) => [...filesOf('-chdir', '-var-file')(words)],
  tofu: (words) => [...filesOf('-chdir', '-var-file')(words)],
  psql: filesOf('-f', '--file'),
  make: makeOf,
  gmake: makeOf,
  npm: scriptsOf(false),
  yarn: scriptsOf(true),
  pnpm: scriptsOf(true),
  bun: scriptsOf(false),
};
