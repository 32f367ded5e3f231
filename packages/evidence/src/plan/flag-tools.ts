import type { PlanRepository } from '@maturity-actions/criteria';
import type { FileIndex } from './file-index.ts';
import { nearestFirst } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { fieldOf } from './package-scripts.ts';

/** Files that name dependencies, read the nearest to the root first. */
const MAX_FILES = 300;

const NAMED = [
  'package.json',
  'pyproject.toml',
  'pipfile',
  'setup.py',
  'setup.cfg',
  'go.mod',
  'gemfile',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'libs.versions.toml',
  'composer.json',
  'mix.exs',
  'cargo.toml',
  'directory.packages.props',
] as const;
const REQUIREMENTS = /(?:^|\/)requirements[^/]*\.(?:txt|in)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/i;

/** Names of libraries of feature flags in lists of dependencies; `in` where the name alone says too little. */
const TOOLS: readonly { readonly tool: string; readonly pattern: RegExp; readonly in?: RegExp }[] = [
  { tool: 'launchdarkly', pattern: /launchdarkly/i },
  { tool: 'unleash', pattern: /unleash(?:ed)?[-_/.]|[-_/."']unleash/i },
  { tool: 'flagsmith', pattern: /flagsmith/i },
  { tool: 'growthbook', pattern: /growthbook/i },
  { tool: 'openfeature', pattern: /open-?feature/i },
  { tool: 'split', pattern: /@splitsoftware\/|splitio|\bio\.split\b|split-synchronizer/i },
  { tool: 'configcat', pattern: /configcat/i },
  { tool: 'statsig', pattern: /statsig/i },
  { tool: 'optimizely', pattern: /optimizely/i },
  { tool: 'devcycle', pattern: /devcycle|@devcycle\//i },
  { tool: 'go-feature-flag', pattern: /go-?feature-?flag/i },
  { tool: 'vercel flags', pattern: /@vercel\/flags/ },
  { tool: 'django-waffle', pattern: /django-(?:waffle|flags)\b/i },
  { tool: 'flipper', pattern: /^\s*gem\s+["']flipper/m, in: /gemfile$/i },
  { tool: 'rollout', pattern: /^\s*gem\s+["']rollout["']/m, in: /gemfile$/i },
  { tool: 'togglz', pattern: /togglz/i },
  { tool: 'ff4j', pattern: /\bff4j/i },
  { tool: 'laravel pennant', pattern: /laravel\/pennant/ },
  { tool: 'fun_with_flags', pattern: /fun_with_flags/ },
  { tool: 'Microsoft.FeatureManagement', pattern: /Microsoft\.FeatureManagement/ },
];

/** Libraries of feature flags that lists of dependencies name, each once with the first file that does. */
export async function flagTools(
  index: FileIndex,
  texts: FileTexts,
  isIn: (path: string) => boolean,
): Promise<PlanRepository['flagTools']> {
  const requirements = index.ending('.txt', '.in').filter((path) => REQUIREMENTS.test(path));
  const lists = [...index.named(...NAMED), ...requirements, ...index.ending('.csproj', '.fsproj')].filter(isIn);
  const found = new Map<string, string>();
  for (const where of nearestFirst(lists).slice(0, MAX_FILES)) {
    const text = await texts.read(where);
    const names = text === undefined ? '' : dependenciesOf(text, where);
    for (const { tool, pattern, in: file } of TOOLS) {
      if (!found.has(tool) && (!file || file.test(where)) && pattern.test(names)) found.set(tool, where);
    }
  }
  return [...found].map(([tool, where]) => ({ tool, where }));
}

/** What a list of dependencies names: of a package.json the names alone, of other files the text without comments. */
function dependenciesOf(text: string, path: string): string {
  if (!path.toLowerCase().endsWith('package.json'))
    return text.replace(/^\s*(?:#|\/\/).*$/gm, '').replace(/<!--[\s\S]*?-->/g, '');
  const fields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return fields.flatMap((name) => Object.keys(fieldOf(text, name) ?? {})).join('\n');
}
