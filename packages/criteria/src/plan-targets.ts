import { isForbidden } from './negation.ts';
import type { Plan, PlanCode, PlanCommand, PlanSection } from './plan.ts';

/** A version that a command or a file returns to. */
export interface RollbackTarget {
  /** `latest`, `main`, `v1.9`, a commit; empty when none is stated and the newest is taken. */
  readonly version: string;
  /** Piece of the line that states it: `shop:latest`. */
  readonly text: string;
  readonly kind: 'image' | 'chart' | 'branch' | 'argument';
}

/** Version or name of one, as people write it behind a colon or an option. */
const VERSION = '[A-Za-z0-9][\\w.-]{0,80}';
const IMAGE = `(?:[a-z0-9][\\w.-]{0,80}(?::\\d{1,5})?/)?(?:[a-z0-9][\\w.-]{0,80}/){0,6}[a-z0-9][\\w.-]{0,80}`;

/** Commands and lines by which an image gets to run, each with a word that all of them have: to look for it is quicker. */
const IMAGES: readonly (readonly [word: string, pattern: RegExp])[] = [
  [
    'pull',
    new RegExp(
      `\\b(?:docker|podman|nerdctl)(?: image)? pull (?:--?[\\w-]+(?:[= ][\\w/]+)? ){0,3}?(?<image>${IMAGE})(?::(?<version>${VERSION}))?(?=["']?\\s*(?:$|[&|;)]))`,
      'g',
    ),
  ],
  [
    'run',
    new RegExp(
      `\\b(?:docker|podman|nerdctl)(?: container)? run(?! .{0,200}--rm)\\b.{0,300}?\\s(?<image>${IMAGE}):(?<version>${VERSION})(?=[\\s"']|$)`,
      'g',
    ),
  ],
  [
    'create',
    new RegExp(
      `\\b(?:docker|podman|nerdctl)(?: container)? create(?! .{0,200}--rm)\\b.{0,300}?\\s(?<image>${IMAGE}):(?<version>${VERSION})(?=[\\s"']|$)`,
      'g',
    ),
  ],
  [
    'set image',
    new RegExp(
      `\\bset image .{0,200}?\\s[A-Za-z*][\\w.*-]{0,80}=(?<image>${IMAGE})(?::(?<version>${VERSION}))?(?=[\\s"']|$)`,
      'g',
    ),
  ],
  [
    '--image',
    new RegExp(
      `(?<!\\bkubectl (?:run|debug)\\b.{0,300})--image[= ]["']?(?<image>${IMAGE})(?::(?<version>${VERSION}))?(?=[\\s"']|$)`,
      'g',
    ),
  ],
];

/** Versions that are handed to whatever deploys. */
const ARGUMENTS =
  /(?<![\w-])(?:--set(?:-string)?[= ])?(?<key>(?:[\w.]{0,60}[._-])?(?:image[._]?tag|tag|version|release|revision)|image\.?tag|--(?:image-)?tag|--to-version|--to-revision|--revision|--version-label|--app-version|--release)(?:=|(?<=--[\w-]{1,30}) )["']?(?<version>[A-Za-z0-9][\w.-]{0,80})(?=[\s"',;)]|$)/gi;

/** What each of them has: most commands have none. */
const NUMBERED = /tag|version|release|revision/i;

/** A chart of a repository: `helm upgrade shop repo/shop`. */
const CHART =
  /\bhelm (?:upgrade|install)\b(?: --?[\w-]+(?:[= ][^\s-]\S*)?){0,6} [\w$-]{1,80} (?<chart>oci:\/\/\S{1,200}|[a-z0-9][\w-]{0,60}\/[a-z0-9][\w-]{0,60})(?=\s|$)/g;

/** States of a repository: `git reset --hard v1.8`. */
const STATE =
  /\bgit (?:-C \S+ )?(?:reset --hard|checkout|switch)(?: (?:-f|--force|--detach|-q|--quiet)){0,2} (?<version>(?:origin\/|upstream\/|tags\/)?[\w][\w./-]{0,100})(?=\s*(?:$|[;&|)"'#]))/g;

/** What the commands of a plan return to, without comments. */
export function targetsOf({ text }: Pick<PlanCommand, 'text'>): RollbackTarget[] {
  const bare = text.slice(0, 4000).replace(/(?:^|\s)#\s.*$/, '');
  if (!/docker|podman|nerdctl|image|tag|version|release|revision|helm|git /i.test(bare)) return [];
  const images = IMAGES.flatMap(([word, pattern]) => matches(bare, word, pattern)).map(
    ({ groups = {} }): RollbackTarget => {
      const { image = '', version = '' } = groups;
      return { version, text: version === '' ? image : `${image}:${version}`, kind: 'image' };
    },
  );
  const given = (NUMBERED.test(bare) ? [...bare.matchAll(ARGUMENTS)] : []).map(
    ({ 0: found, groups = {} }): RollbackTarget => ({ version: groups.version ?? '', text: found, kind: 'argument' }),
  );
  const charts = matches(bare, 'helm ', CHART)
    .filter(() => !/\s--version[= ]/.test(bare))
    .map(({ groups = {} }): RollbackTarget => ({ version: '', text: groups.chart ?? '', kind: 'chart' }));
  const states = matches(bare, 'git ', STATE).map(
    ({ 0: found, groups = {} }): RollbackTarget => ({ version: groups.version ?? '', text: found, kind: 'branch' }),
  );
  // An option of helm pins the chart, which has a numbering of its own.
  return [
    ...images,
    ...(/\bhelm\b/.test(bare) ? given.filter(({ text: one }) => !/^--version/.test(one)) : given),
    ...charts,
    ...states,
  ];
}

function matches(text: string, word: string, pattern: RegExp): RegExpExecArray[] {
  return text.includes(word) ? [...text.matchAll(pattern)] : [];
}

/** What a line of a manifest names: `image: shop:1.9`, `tag: latest`, `targetRevision: main`. */
export function targetOfLine(line: string): RollbackTarget | undefined {
  const [, image, tag, key, value] =
    /^\s*(?:-\s+)?(?:image:\s*["']?([a-z0-9][\w./-]{0,200}?(?::\d{1,5}\/[\w./-]{1,200}?)?)(?::([A-Za-z0-9][\w.-]{0,80}))?["']?|(tag|newTag|imageTag|targetRevision|version):\s*["']?([A-Za-z0-9][\w.-]{0,80})["']?)\s*(?:#.*)?$/.exec(
      line.slice(0, 500),
    ) ?? [];
  if (image !== undefined)
    return { version: tag ?? '', text: tag === undefined ? image : `${image}:${tag}`, kind: 'image' };
  return key === undefined ? undefined : { version: value ?? '', text: `${key}: ${value}`, kind: 'argument' };
}

/** Blocks of code that are files to edit. */
export function isManifest({ language }: PlanCode): boolean {
  return language === 'yaml' || language === 'yml' || language === 'diff';
}

/** Parts of a plan that do not return to anything: they tell, check, prepare or go forward again. */
export function isAside({ topic, title }: PlanSection): boolean {
  return (
    /^(?:background|testing|verification|post-mortem|trigger|communication|ownership)$/.test(topic) ||
    /roll(?:ing)?[ -]?forward|re-?deploy(?:ing)? (?:the )?fix|after the (?:fix|rollback)|resume|hotfix|fix forward/i.test(
      title,
    )
  );
}

/** Whether the words around a command forbid it: its sentence, or the comment above it. */
export function isForbiddenCommand(plan: Plan, { line, block }: PlanCommand, text: string): boolean {
  const own = plan.blocks[block];
  if (own?.code) {
    const raw = plan.lines[line - 1] ?? '';
    const above = /^\s*(?:>\s*)*(?:#|--|\/\/|REM\b)(.*)/.exec(plan.lines[line - 2] ?? '')?.[1] ?? '';
    const behind = /\s#\s(.*)$/.exec(raw)?.[1] ?? '';
    return isForbidden(above) || isForbidden(behind);
  }
  const words = own?.text.slice(0, 20_000) ?? '';
  const at = words.indexOf(text);
  return (
    at >= 0 &&
    isForbidden(words.slice(Math.max(0, at - 300), at), words.slice(at + text.length, at + text.length + 300))
  );
}
