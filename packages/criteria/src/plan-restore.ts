import type { Plan, PlanCommand } from './plan.ts';
import { foldedText } from './plan-anatomy.ts';

/** Programs that write a backup back, with what makes them do so. */
const RESTORE_COMMAND =
  /\b(?:pg_restore|mongorestore|restic\s.{0,200}\brestore|velero\s+restore|borg\s+extract|wal-g\s+backup-fetch|barman\s+recover|pgbackrest\s.{0,200}\brestore|restore\s+database|rds\s+restore-db|restore-db-(?:instance|cluster)|backups\s+restore|pg:backups:restore|sql\s+import|restore[\w-]*\.(?:sh|py|js|ts|ps1))|\s--copy-back\b|\|\s*(?:psql|mysql|mariadb)\b/i;
/** A client of a database that is fed a file. */
const FED_CLIENT = /\b(?:psql|mysql|mariadb|sqlite3)\b[^<]*<\s*[^\s<]/i;

/** Whether a command writes a backup back. */
export function isRestoreCommand({ text }: Pick<PlanCommand, 'text'>): boolean {
  const line = text.slice(0, 2000);
  return RESTORE_COMMAND.test(line) || (line.includes('<') && FED_CLIENT.test(line));
}

/** Programs that make a backup, whose output a restore can then name. */
const BACKUP_COMMAND =
  /\b(?:pg_dump(?:all)?|mysqldump|mariadb-dump|mongodump|pg_basebackup|create-db-(?:cluster-)?snapshot|create-snapshot|snapshot\s+create|backups?\s+create|backup\s+create|pg:backups:capture|restic\s+backup|velero\s+backup|wal-g\s+backup-push|barman\s+backup|\.backup\b|backup[\w-]*\.(?:sh|py|js|ts|ps1)|(?:make|npm run|task|just)\s+(?:db[:-])?backup)/i;

export function isBackupCommand({ text }: Pick<PlanCommand, 'text'>): boolean {
  return BACKUP_COMMAND.test(text.slice(0, 2000));
}

const BACKUP =
  '(?:back-?ups?|snapshots?|dumps?|point[ -]in[ -]time|pitr|sicherung\\w*|sauvegardes?|copias? de seguridad|respaldos?|copias? de seguranca|резервн\\p{L}*|бэкап\\p{L}*|yede[kg]\\p{L}*|sakerhetskopi\\p{L}*|kopi\\p{L}* zapasow\\p{L}*|备份|快照)';
const RESTORING =
  '(?:restor\\w*|recover\\w*|roll(?:ed|ing)? (?:back|forward) (?:to|from)|wiederherst\\w*|zuruckspiel\\w*|einspiel\\w*|einzuspiel\\w*|restaur\\w*|recuper\\w*|восстан\\p{L}*|geri yukle\\p{L}*|aterstall\\p{L}*|przywr\\p{L}*|恢复|还原)';
const RESTORE = new RegExp(`${RESTORING}[^.;]{0,80}?${BACKUP}|${BACKUP}[^.;]{0,80}?${RESTORING}`, 'u');
const FORWARD =
  /roll(?:ed|ing|s)?[ -]?forward|fix(?:ed|ing)?[ -]forward|forward[ -](?:fix|only|migration|roll)|(?:corrective|compensating|repair) migration|vorwarts|correction en avant|hacia adelante|para frente|вперед|前滚|向前修复/u;
const NEGATED =
  /\b(?:not|no|never|cannot|can't|without|nicht|kein\w*|ne|pas|sin|sem|nao|не|без|utan|inte|nie|bez)\s[^.;,]{0,30}$/u;

/** Whether a plan says how data that was lost comes back: from a backup, or by a change forward. */
export function saysHowDataComesBack({ blocks, commands }: Plan): boolean {
  if (commands.some(isRestoreCommand)) return true;
  return blocks.some(({ kind, text }) => kind !== 'code' && kind !== 'html' && kind !== 'heading' && saysSo(text));
}

function saysSo(text: string): boolean {
  const plain = foldedText(text);
  return [RESTORE, FORWARD].some((pattern) => {
    const found = pattern.exec(plain);
    return found !== null && !NEGATED.test(plain.slice(Math.max(0, found.index - 60), found.index));
  });
}
