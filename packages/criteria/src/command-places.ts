import type { Plan, PlanCommand } from './plan.ts';
import type { PlanRepository } from './plan-repository.ts';
import { folderOf, joinPath } from './repository-paths.ts';
import { type ShellWords, shellCommands } from './shell-words.ts';

/** Where a command may run, as far as the plan says. */
export interface CommandPlace {
  /** Folders of the repository that it may run in. */
  readonly folders: ReadonlySet<string>;
  /** Whether an earlier command went to another machine or another folder. */
  readonly isElsewhere: boolean;
  /** Names of the files that commands of the plan make. */
  readonly made: () => ReadonlySet<string>;
}

/** A command of a line with the place where it runs. */
export interface PlacedCommand {
  readonly command: PlanCommand;
  readonly words: ShellWords;
  readonly place: CommandPlace;
}

interface OpenPlace {
  readonly folders: Set<string>;
  isElsewhere: boolean;
}

/** All commands of a plan in order with where each may run. A part of the plan begins where its reader stands. */
export function placedCommands(plan: Plan, repository: PlanRepository): PlacedCommand[] {
  let known: ReadonlySet<string> | undefined;
  const made = (): ReadonlySet<string> => {
    known ??= madeFiles(plan);
    return known;
  };
  const parts = partsOf(plan);
  let part = -1;
  let open: OpenPlace = { folders: new Set(), isElsewhere: false };
  return plan.commands.flatMap((command) => {
    const own = parts[command.section] ?? -1;
    if (own !== part) open = { folders: startingFolders(plan, repository), isElsewhere: false };
    part = own;
    if (!WORTH_DIVIDING.test(command.text)) return [];
    return shellCommands(command.text).map((words): PlacedCommand => {
      const placed = { command, words, place: { folders: open.folders, isElsewhere: open.isElsewhere, made } };
      open = move(open, words, repository);
      return placed;
    });
  });
}

/** Commands that go somewhere, or name a file, a target or a script. */
const WORTH_DIVIDING =
  /[/\\]|\.(?:sh|py|[cm]?[jt]s|rb|pl|php|ps1|ya?ml|tfvars|sql)\b|\b(?:g?make|npm|yarn|pnpm|bun|cd|pushd|ssh|mosh|su|vagrant|chroot|ps:exec|start-session|clone|tar|unzip)\b|\b(?:run|exec|rsh|debug)\b/;

/** The root, the folder of the plan, and that of its component. */
function startingFolders({ path }: Plan, { components }: PlanRepository): Set<string> {
  const own = components.map((one) => joinPath('', one.path) ?? '').filter((folder) => path.startsWith(`${folder}/`));
  return new Set(['', folderOf(path), ...own]);
}

/** Programs that lead to another machine, another user's folder or another copy of the code. */
const AWAY = /^(?:ssh|mosh|su|vagrant|chroot)$/;
const AWAY_COMMAND =
  /^(?:gcloud compute ssh|aws ssm start-session|fly(?:ctl)? ssh|eb ssh|heroku (?:run bash|ps:exec)|git clone|tar -?[\w-]*x|unzip|(?:docker|podman|kubectl|oc|docker-compose|docker compose) (?:.{0,200} )?(?:exec|run|rsh|debug)\b.{0,200}(?:-it|-ti)\b.{0,200}\b(?:ba|z|da)?sh$)/;

function move(open: OpenPlace, words: ShellWords, { folders }: PlanRepository): OpenPlace {
  const [program = '', target = ''] = words;
  const line = words.join(' ').slice(0, 1000);
  if (AWAY.test(program) || AWAY_COMMAND.test(line)) return { ...open, isElsewhere: true };
  if (program !== 'cd' && program !== 'pushd') return open;
  if (line.includes('rev-parse --show-toplevel') || target === '-') return open;
  const reached = [...open.folders]
    .flatMap((folder) => joinPath(folder, target) ?? [])
    .filter((path) => path === '' || folders.has(path));
  if (/^[/~$%<]/.test(target) || reached.length === 0) return { ...open, isElsewhere: true };
  return { folders: new Set([...open.folders, ...reached].slice(0, MOST_FOLDERS)), isElsewhere: open.isElsewhere };
}

const MOST_FOLDERS = 20;

/** The part below the title that each section belongs to: what is said in it holds to its end. */
function partsOf({ sections }: Plan): number[] {
  const parts: number[] = [];
  for (const [at, { parent }] of sections.entries()) {
    const isTop = parent < 0 || (sections[parent]?.parent ?? -1) < 0;
    parts.push(isTop ? at : (parts[parent] as number));
  }
  return parts;
}

/** Names of the files that commands of a plan write, download or copy. */
function madeFiles({ commands }: Plan): ReadonlySet<string> {
  const names = commands.flatMap(({ text }) =>
    [
      ...text
        .slice(0, 4000)
        .matchAll(
          /(?:>>?\s?|\s(?:-o|-O|--output|--output-file|--out|-f|--file)[ =]|\btee (?:-a )?)["']?([\w./-]{1,200})/g,
        ),
    ]
      // What a program reads has the same option as what another writes.
      .filter(([whole]) => !/-f|--file/.test(whole) || /\b(?:pg_dump|pg_dumpall|mysqldump|mongodump|tar)\b/.test(text))
      .map(([, name = '']) => name),
  );
  const downloaded = commands.flatMap(
    ({ text }) =>
      /\b(?:curl|wget|aws s3 cp|gsutil cp|scp|cp|mv)\b.{0,500}?([\w.-]{1,100})["']?$/.exec(text.slice(0, 1000))?.[1] ??
      [],
  );
  return new Set([...names, ...downloaded].map((name) => name.slice(name.lastIndexOf('/') + 1)));
}
