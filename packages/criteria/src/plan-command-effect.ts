/** What running a command does to the system: it changes it, only looks, or nobody knows. */
export type CommandEffect = 'changes' | 'reads' | 'unknown';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Programs that only look, whatever stands behind them, or that only prepare the shell. */
const READERS = words(
  `cat cd cut date df dig du echo env export find grep egrep free head host htop id journalctl jq k6 less ls lsof nc netstat
  nslookup openssl ping printf ps pwd pytest set sleep sort source ss tail tcpdump test top traceroute tree type uname uniq unset
  until uptime wait watch wc which while whoami if then fi for do done [ [[ {`,
);
/** Words of a command that say that it only looks: the first word that is known decides. */
const READS = words(
  `audit check config current describe diff dry events explain fetch get head health healthcheck healthz help history images
  info inspect lint list log logs ls monitor output outputs ping plan print ps search show smoke stats status tail test tests top
  validate validation verify version wait watch whoami view`,
);
const CHANGES = words(
  `alter apply apply-all checkout cherry cordon cp create delete deploy deployment destroy disable dispatch down downgrade drain
  drop dropdb createdb edit enable exit failover flush flushall flushdb import install invalidate kill killall load merge migrate
  migration mongorestore mv patch pause pkill pin promote publish pull purge push reboot redeploy redirect reload remove replace
  reset restart restore resume revert revoke rm rollback rotate rsync scale scp set shutdown start stop swap switch sync terminate
  truncate uncordon undo uninstall unpublish unpin up update upgrade`,
);
const SQL_CHANGES = /\b(?:alter|call|create|delete|drop|exec|insert|merge|restore|truncate|update)\b/i;
const SQL_CLIENT = /^(?:psql|mysql|mariadb|sqlite3|sqlcmd|sqlplus|clickhouse-client|cqlsh)$/;
const HTTP_CLIENT = /^(?:curl|wget|http|https)$/;
const HTTP_CHANGES =
  /(?:^|\s)(?:-X\s*|--request[ =]|--method=)?(?:POST|PUT|PATCH|DELETE)(?:\s|$)|\s(?:-d|--data(?:-\w+)?|--json|-F|-T)[\s=]/;

/** Longest command that is looked at, in UTF-16 units. */
const LONGEST = 2000;

/** What a command line does; of several in one line the strongest counts. `language` is that of its fence. */
export function commandEffect(text: string, language = ''): CommandEffect {
  const line = text.slice(0, LONGEST);
  if (/^(?:sql|postgres(?:ql)?|plsql|tsql|sqlite|mysql)$/.test(language)) return sqlEffect(line);
  const effects = line.split(/&&|\|\||[;|]/).map((part) => simpleEffect(part.trim()));
  if (effects.includes('changes')) return 'changes';
  return effects.includes('unknown') ? 'unknown' : 'reads';
}

function sqlEffect(text: string): CommandEffect {
  return SQL_CHANGES.test(text) ? 'changes' : 'reads';
}

function simpleEffect(text: string): CommandEffect {
  if (text === '' || text.startsWith('#')) return 'reads';
  if (/^(?:select|show|explain|with)\s/i.test(text)) return 'reads';
  if (/^(?:alter|delete from|drop|insert into|truncate|update)\s/i.test(text)) return 'changes';
  // What `kubectl exec` or `docker exec` runs elsewhere decides.
  const inner = /\bexec\b.*?\s--\s+(.*)$/.exec(text)?.[1];
  if (inner !== undefined) return simpleEffect(inner);
  const all = text.split(/\s+/);
  while (all.length > 1 && /^(?:sudo|time|nohup|exec|watch|\w+=\S*)$/.test(all[0] ?? '')) all.shift();
  const program = (all[0] ?? '').toLowerCase();
  if (READERS.has(program)) return 'reads';
  if (HTTP_CLIENT.test(program)) return HTTP_CHANGES.test(text) ? 'changes' : 'reads';
  if (SQL_CLIENT.test(program)) return clientEffect(text);
  if (/\s--?(?:dry-run|check|help|version)\b/.test(text)) return 'reads';
  return wordsEffect(all);
}

/** A client with a file changes the database; with a statement, what the statement does. */
function clientEffect(text: string): CommandEffect {
  if (/<\s*\S|\s(?:-f|--file)[\s=]/.test(text)) return 'changes';
  if (SQL_CHANGES.test(text)) return 'changes';
  return /\b(?:select|show|explain|count)\b/i.test(text) || /\s-[lc]\b/.test(text) ? 'reads' : 'unknown';
}

/** The first word that is known. Names of things (`deploy/api`) and values in quotes are none. */
function wordsEffect(all: readonly string[]): CommandEffect {
  const scripts = all.slice(0, 10).filter((word, at) => isWord(word, at));
  for (const word of scripts) {
    for (const part of basename(word)
      .toLowerCase()
      .split(/[^a-z]+/)) {
      if (READS.has(part)) return 'reads';
      if (CHANGES.has(part)) return 'changes';
    }
  }
  return 'unknown';
}

function isWord(word: string, at: number): boolean {
  if (/^["'-]/.test(word)) return false;
  return at === 0 || !word.includes('/') || /\.(?:sh|py|js|mjs|ts|ps1|rb|ya?ml)$/.test(word);
}

const basename = (word: string): string => word.replace(/^.*\//, '');
