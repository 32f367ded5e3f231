import * as v from 'valibot';
import type { Plan, PlanBlock, PlanCommand } from '../plan.ts';
import { allSteps, foldedText } from '../plan-anatomy.ts';
import { isBackupCommand } from '../plan-restore.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';

/** A restore names the file, the bucket, the snapshot or the section where the backup was taken. */
export const restoreWithoutSource = definePlanRule({
  id: 'restore-without-source',
  about: 'A step that restores a backup says which one, and where it is.',
  why: 'The backup that nobody finds is the one that does not exist.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    // Where the plan makes the backup itself, it says where it is.
    if (plan.commands.some(isBackupCommand) || plan.blocks.some(saysWhereBackupsAre)) return [];
    const running = new Set(plan.commands.map(({ block }) => block));
    const said = spokenRestores(plan, running).map(({ line, endLine }) => ({ line, endLine }));
    const typed = plan.commands.filter(isBareRestore).map(({ line }) => ({ line, endLine: line }));
    const byLine = new Map([...said, ...typed].map((place) => [place.line, place]));
    return [...byLine.values()]
      .sort((a, b) => a.line - b.line)
      .map(
        (place): PlanProblem => ({
          ...place,
          message: 'it restores a backup, but does not say which one and where it is',
          fix: 'Name the file, the bucket or the snapshot, and how to find the newest: "`aws s3 ls s3://shop-backups/`, then `pg_restore --dbname shop shop.dump`".',
        }),
      );
  },
});

/** `Restore the backup`, folded, at the start of a step or of a statement about the database. */
const SPOKEN =
  /^(?:[^:：]{2,40}[:：]\s*)?(?:then |if (?:needed|necessary),? |optionally,? )?(?:restore|recover|stelle|spiele|restaurer?|restaurar?|restaure|восстанови\p{L}*|aterstall|przywroc)\s(?:(?!into\b|to a\b)[^.;]){0,80}?(?:back-?ups?|snapshot|dump|database|sicherung|datenbank|sauvegarde|base de donnees|copia de seguridad|copia de seguranca|base de datos|banco de dados|резервн\p{L}*|баз\p{L} данных|sakerhetskopi\p{L}*|databasen|kopi\p{L} zapasow\p{L}*|baz[ey] danych)|^(?:恢复|还原)(?:数据库|备份)/u;
/** Where backups are, or which one is meant. */
const NAMED =
  /https?:\/\/|s3|\bgcs\b|\bgs:|bucket|blob|\brds\b|aurora|cloud ?sql|atlas|heroku|supabase|planetscale|neon\b|velero|restic|borg|wal-?g|barman|pgbackrest|\bnas\b|glacier|point[ -]in[ -]time|pitr|\w\/\w|\w\.(?:sql|dump|gz|bak|tar|zst|sh)\b|\b(?:taken|created|made) (?:in|by|at|before|during)\b|\b(?:step|section|see|from) (?:\d|above|below)|pre-?(?:deploy\w*|release|migration|rollback|upgrade)|\b(?:see|siehe|voir|ver|см)\b|dashboard|console|\bid\b/u;

/** `Backups are in s3://shop-backups`, anywhere in the plan. */
function saysWhereBackupsAre({ kind, text, spans }: PlanBlock): boolean {
  if (kind === 'code' || kind === 'html' || kind === 'heading') return false;
  const plain = foldedText(text);
  if (
    !/back-?up|snapshot|dump|sicherung|sauvegarde|copia|respaldo|резервн|бэкап|yede[kg]|sakerhetskopi|kopi|备份/u.test(
      plain,
    )
  )
    return false;
  return (
    /s3:|gs:|bucket|https?:|(?:^|\s)[.~]?\/[\w-]+\/|\.(?:dump|sql|gz|bak)\b/.test(plain) ||
    spans.some(({ kind: mark }) => mark === 'link')
  );
}

/** Sentences that tell to restore a backup, with no code, link or place. */
function spokenRestores(plan: Plan, running: ReadonlySet<number>): readonly PlanBlock[] {
  const steps = allSteps(plan).flatMap(({ step }) => step.blocks[0] ?? []);
  const positions = new Set([...steps, ...plan.database.map(({ block }) => block)]);
  return [...positions].flatMap((at) => {
    const block = plan.blocks[at];
    return block && block.kind !== 'code' && isNameless(plan, block, at, running) ? [block] : [];
  });
}

function isNameless({ blocks }: Plan, { text, spans }: PlanBlock, at: number, running: ReadonlySet<number>): boolean {
  const plain = foldedText(text).replace(/^[^\p{L}]+/u, '');
  if (!SPOKEN.test(plain) || NAMED.test(plain)) return false;
  if (spans.some(({ kind }) => kind === 'code' || kind === 'link')) return false;
  // What stands below it, or the fence right after it, says how.
  const next = blocks[at + 1];
  return !(next && (next.parent === at || (next.kind === 'code' && running.has(at + 1))));
}

/** `pg_restore` without the file: it would read from the keyboard. */
function isBareRestore({ text }: PlanCommand): boolean {
  const [, rest] = /^(?:sudo\s+)?pg_restore\b(.*)$/.exec(text.slice(0, 2000)) ?? [];
  if (rest === undefined || /[<|]/.test(rest)) return false;
  const words = rest.trim().split(/\s+/);
  const operands = words.filter((word, index) => !word.startsWith('-') && !VALUED.test(words[index - 1] ?? ''));
  return operands.filter((word) => word !== '').length === 0 && !/--help|--version/.test(rest);
}

/** Options whose value is the next word. */
const VALUED =
  /^(?:-[dhpUnNtTjFILPSW]|--(?:dbname|host|port|username|schema|table|jobs|format|role|section|file|use-list|exclude-schema|index|function|trigger|superuser))$/;
