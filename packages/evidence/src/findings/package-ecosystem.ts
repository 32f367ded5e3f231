/** Package-URL types by the words of tools, in lower case and without what follows a colon. */
const TYPES: Readonly<Record<string, string>> = {
  actions: 'githubactions',
  almalinux: 'rpm',
  alpine: 'apk',
  alpm: 'alpm',
  amzn: 'rpm',
  apk: 'apk',
  bitnami: 'bitnami',
  cargo: 'cargo',
  centos: 'rpm',
  chainguard: 'apk',
  cocoapods: 'cocoapods',
  composer: 'composer',
  conancenter: 'conan',
  cran: 'cran',
  'crates.io': 'cargo',
  deb: 'deb',
  debian: 'deb',
  erlang: 'hex',
  fedora: 'rpm',
  gem: 'gem',
  'github actions': 'githubactions',
  go: 'golang',
  golang: 'golang',
  golangdep: 'golang',
  gomodules: 'golang',
  govendor: 'golang',
  gradle: 'maven',
  hackage: 'hackage',
  hex: 'hex',
  maven: 'maven',
  minimos: 'apk',
  npm: 'npm',
  nuget: 'nuget',
  openeuler: 'rpm',
  opensuse: 'rpm',
  oracle: 'rpm',
  packagist: 'composer',
  paket: 'nuget',
  pip: 'pypi',
  pipenv: 'pypi',
  pnpm: 'npm',
  poetry: 'pypi',
  pub: 'pub',
  pypi: 'pypi',
  'red hat': 'rpm',
  rhel: 'rpm',
  'rocky linux': 'rpm',
  rpm: 'rpm',
  rubygems: 'gem',
  rust: 'cargo',
  sbt: 'maven',
  sles: 'rpm',
  suse: 'rpm',
  swift: 'swift',
  swifturl: 'swift',
  ubuntu: 'deb',
  wolfi: 'apk',
  yarn: 'npm',
};

/**
 * The package-URL type of what a tool calls the ecosystem or the package manager: `PyPI`, `Debian:12`,
 * `gomodules`, `RUST`. Nothing for a word that nobody knows: no ecosystem is better than a wrong one.
 * Sources: package-URL types; OSV schema, "Defined ecosystems"; the package managers of snyk;
 * the ecosystems of GitHub's advisories.
 */
export function packageEcosystem(word: unknown): { readonly ecosystem?: string } {
  if (typeof word !== 'string') return {};
  const key = word.split(':', 1)[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(TYPES, key) ? { ecosystem: TYPES[key] as string } : {};
}
