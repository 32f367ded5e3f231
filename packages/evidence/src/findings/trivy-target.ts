import { SCANNER_KINDS, type ScannerKind } from '@maturity-actions/criteria';
import type { JsonObject } from '../text/json.ts';
import { optionalText } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import type { TrivyFinding } from './trivy-finding.ts';
import { withoutCredentials } from './url-credentials.ts';

/** What one result of a trivy report was about. */
export interface TrivyTarget {
  /** `package-lock.json`, `alpine:3.20 (alpine 3.20.1)`, `Service/web`. */
  readonly name: string;
  /** `os-pkgs`, `lang-pkgs`, `config`, `secret`, `license`, ... */
  readonly class: string;
  readonly ecosystem: string | undefined;
  /** Whether its files are files of the repository, not of an image, a machine or a cluster. */
  readonly isRepository: boolean;
  /** Whether it is one of these files itself. */
  readonly isFile: boolean;
  /** Namespace of a Kubernetes resource. */
  readonly namespace?: string;
}

const OS_ECOSYSTEMS: Readonly<Record<string, string>> = {
  apk: 'alpine chainguard wolfi minimos',
  deb: 'debian ubuntu echo',
  rpm: 'alma amazon azurelinux bottlerocket cbl-mariner centos fedora opensuse opensuse-leap opensuse-tumbleweed opensuse.leap opensuse.tumbleweed oracle photon redhat rocky slem sles suse',
};

const LANGUAGE_ECOSYSTEMS: Readonly<Record<string, string>> = {
  cargo: 'cargo rustbinary rust-binary',
  cocoapods: 'cocoapods',
  composer: 'composer composer-vendor',
  conan: 'conan',
  conda: 'conda-pkg conda-environment',
  gem: 'bundler gemspec rubygems',
  golang: 'gobinary gomod',
  hex: 'hex',
  maven: 'jar pom gradle gradle-lockfile sbt sbt-lockfile',
  npm: 'npm yarn pnpm bun node-pkg javascript',
  nuget: 'nuget dotnet-core packages-props',
  pub: 'pub',
  pypi: 'pip pipenv poetry uv pylock python-pkg',
  swift: 'swift',
};

/** Types whose packages are found one by one: their target is a word (`Java`), no file. */
const COLLECTED = new Set(['jar', 'node-pkg', 'python-pkg', 'gemspec', 'conda-pkg']);
/** Artifacts whose files are files of the repository. The old form has no artifact; a report of rootfs is a filesystem too. */
const REPOSITORIES = new Set<unknown>(['filesystem', 'repository', undefined]);

const FILE_CLASSES = new Set(['lang-pkgs', 'config', 'secret']);

const CLASS_KINDS: Readonly<Record<string, ScannerKind>> = {
  'os-pkgs': 'containers',
  'lang-pkgs': 'dependencies',
  config: 'infrastructure',
  secret: 'secrets',
};

/** The target of a result, in a report about `artifactType`. */
export function trivyTarget(result: JsonObject, artifactType: unknown, namespace?: string): TrivyTarget {
  const type = optionalText(result.Type) ?? '';
  const kind = optionalText(result.Class) ?? classOf(result, type);
  const isRepository = REPOSITORIES.has(artifactType);
  return {
    name: withoutCredentials(optionalText(result.Target) ?? ''),
    class: kind,
    ecosystem: wordIn(OS_ECOSYSTEMS, type) ?? wordIn(LANGUAGE_ECOSYSTEMS, type),
    isRepository,
    isFile: isRepository && FILE_CLASSES.has(kind) && !COLLECTED.has(type),
    ...(namespace ? { namespace } : {}),
  };
}

/** The class that the old form leaves out. */
function classOf(result: JsonObject, type: string): string {
  if (wordIn(OS_ECOSYSTEMS, type)) return 'os-pkgs';
  if (Object.hasOwn(result, 'Misconfigurations')) return 'config';
  if (Object.hasOwn(result, 'Secrets')) return 'secret';
  return wordIn(LANGUAGE_ECOSYSTEMS, type) ? 'lang-pkgs' : '';
}

function wordIn(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.keys(table).find((key) => (table[key] as string).split(' ').includes(word));
}

/**
 * What was looked at. A result tells it by its class, an image by its type. Without any result the
 * scope is known for images only: a filesystem may have been scanned for anything.
 */
export function trivyKinds(targets: readonly TrivyTarget[], artifactType: unknown): readonly ScannerKind[] {
  const kinds = new Set<ScannerKind | undefined>(
    targets.map((target) => (Object.hasOwn(CLASS_KINDS, target.class) ? CLASS_KINDS[target.class] : undefined)),
  );
  if (artifactType === 'container_image') kinds.add('containers');
  return SCANNER_KINDS.filter((kind) => kinds.has(kind));
}

/** The finding where it belongs: its own file, else the target. */
export function placedFinding({ file, ...finding }: TrivyFinding, target: TrivyTarget): RawFinding {
  const { package: of } = finding;
  const where = [target.namespace, file ?? target.name].filter(Boolean).join('/');
  const isFile = file === undefined ? target.isFile : target.isRepository;
  return {
    ...finding,
    ...(of && !of.ecosystem && target.ecosystem ? { package: { ...of, ecosystem: target.ecosystem } } : {}),
    ...(where === '' ? {} : isFile ? { path: where } : { place: where }),
  };
}
