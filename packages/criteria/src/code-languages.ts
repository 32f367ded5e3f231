import type { PlanCode } from './plan.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Languages of fences that a shell of the Bourne family reads. */
const SHELLS = words('bash sh shell zsh ksh');
/** Fences in which commands stand behind a prompt. */
const SESSIONS = words('console terminal shell-session shellsession sh-session');
const OTHER_SHELLS = words('fish powershell ps1 pwsh ps cmd bat batch dos');
const SQL = words('sql psql mysql postgres postgresql plsql tsql sqlite');
const PLAIN = words(' text txt plain plaintext none');

export type CodeKind = 'shell' | 'session' | 'other-shell' | 'sql' | 'plain' | 'other';

/** What reads the lines of a block of code, by the language of its fence. */
export function codeKind({ language }: PlanCode): CodeKind {
  if (SHELLS.has(language)) return 'shell';
  if (SESSIONS.has(language)) return 'session';
  if (OTHER_SHELLS.has(language)) return 'other-shell';
  if (SQL.has(language)) return 'sql';
  return language === '' || PLAIN.has(language) ? 'plain' : 'other';
}
