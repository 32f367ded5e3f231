/** What a command destroys, in a few words; undefined when it destroys nothing that is missed. */
export function destruction(command: string): string | undefined {
  const text = command.slice(0, 4000).replace(/(?:^|\s)#\s.*$/, '');
  if (!HINT.test(text)) return undefined;
  return KINDS.find(({ pattern, spared }) => pattern.test(text) && !spared?.test(text))?.what;
}

/** Every kind holds one of these words. */
const HINT =
  /\brm\b|drop|trunc|delete|reset|push|prune|volume|down\b|flush|destroy|rb\b|remove|fresh|downgrade base|wipe|purge|mkfs/i;

interface Destruction {
  readonly what: string;
  readonly pattern: RegExp;
  /** What can be made again, or is kept. */
  readonly spared?: RegExp;
}

/** Folders and files that a build or a start makes again. */
const REMADE =
  /(?:^|[\s/"'])(?:node_modules|dist|build|target|out|\.next|\.nuxt|\.cache|caches?|tmp|temp|logs?|__pycache__|\.pytest_cache|venv|\.venv|\.terraform|vendor|coverage|bin|obj|\.gradle|\.turbo|work(?:tree|space)?|[\w./-]*\.(?:log|tmp|pid|lock|sock))\/?(?:\*|["']|\s|$)|\/tmp\/|\/var\/(?:cache|log|tmp)\/|\$\{?(?:TMP\w*|TEMP\w*|WORKDIR|RUNNER_TEMP)/i;

const KINDS: readonly Destruction[] = [
  {
    what: 'files',
    pattern: /\brm (?:-\w+ )*?-(?:\w*r\w*f|\w*f\w*r)\w*\s|\brm (?:-r|--recursive) (?:-f|--force)\s/i,
    spared: REMADE,
  },
  {
    what: 'data',
    pattern: /\bdrop\s+(?:table|database|schema|column|keyspace|tablespace)\b/i,
    spared: /\b(?:tmp|temp)_|_(?:tmp|temp|bak|backup|old)\b/i,
  },
  {
    what: 'data',
    pattern: /\btruncate\s+(?:table\s+)?[\w."`]+|\btruncate\s+(?:-s|--size)[\s=]?0\b/i,
    spared: /\.log\b|\b(?:cache|sessions?)\b/i,
  },
  { what: 'data', pattern: /\bdelete\s+from\s+[\w."`]+\s*(?:;|["']|$)/i },
  {
    what: 'the database',
    pattern:
      /\bdropdb\b|\bdropDatabase\s*\(|\bmysqladmin\b.{0,200}?\bdrop\b|\bpg:reset\b|\bdb:(?:drop|reset)\b|\bmigrate (?:reset|fresh)\b|\bmigrate:(?:fresh|reset)\b|\bdowngrade base\b/,
  },
  {
    what: 'the database',
    pattern: /\bdelete-db-(?:instance|cluster)\b|\bsql instances delete\b/,
    spared: /--final-(?:db-)?snapshot/,
  },
  {
    what: 'what the cluster keeps',
    pattern:
      /\b(?:kubectl|oc)\b.{0,200}?\bdelete\s+(?:--?\S+\s+)*(?:pvcs?|pvs?|persistentvolume(?:claim)?s?|namespaces?|ns|project|statefulsets?|sts|crds?)\b/i,
  },
  { what: 'nodes', pattern: /\bnode-?pools?\s+delete\b|\bdelete\s+(?:node-?pool|nodegroup)\b|\bdelete-nodegroup\b/i },
  { what: 'commits', pattern: /\bgit\b.{0,200}?\breset\s+--hard\b/ },
  {
    what: 'commits of others',
    pattern: /\bgit\b.{0,200}?\bpush\b.{0,200}?\s(?:--force(?!-with-lease|-if-includes)\b|-f\b|\+[\w/]+)/,
    spared: /--force-with-lease/,
  },
  {
    what: 'volumes',
    pattern:
      /\b(?:docker|podman) volume (?:rm|remove|prune)\b|\b(?:docker[ -]compose|podman-compose)\b.{0,200}?\bdown\b.{0,200}?\s(?:-v|--volumes)\b/,
  },
  {
    what: 'images or volumes',
    pattern: /\b(?:docker|podman) (?:system|image|container) prune\b.{0,200}?\s(?:-\w*a\w*|--all|--volumes)\b/,
  },
  { what: 'data', pattern: /\bflush(?:all|db)\b/i },
  {
    what: 'infrastructure',
    pattern: /\b(?:terraform|tofu|terragrunt|pulumi|cdk|sls|serverless)\b.{0,200}?\s(?:destroy|remove)\b/,
    spared: /\bplan\b.{0,100}-destroy|state rm/,
  },
  {
    what: 'objects',
    pattern:
      /\baws s3 (?:rm\b.{0,300}?--recursive|rb\b.{0,300}?--force)|\b(?:gsutil(?: -m)?|gcloud storage) rm\b.{0,200}?\s-(?:r|-recursive)\b|\baz storage (?:blob delete-batch|container delete)\b/,
  },
  { what: 'a disk', pattern: /\bmkfs(?:\.\w+)?\s|\bwipefs\b|\bdd\b.{0,200}?\bof=\/dev\// },
];

/** Words and commands that save what could be lost. */
const SAVING =
  /back(?:ed)?[ -]?up|snapshot|\bdump|_dump\b|pg_basebackup|\barchiv|\bexport(?:ed|ing)?\b(?! [A-Z_]+=)|\bsave\b|\bgit (?:stash|bundle|tag|branch)\b(?! -[dD])|\bdocker (?:tag|commit|save)\b|\bvelero\b|\brestic\b|\bborg\b|\bcp -\w*[ra]|\brsync\b|\btar -?\w*c|\.bak\b|--dry-run|\bplan -destroy|\bterraform plan\b|copy of|\bcopy\b.{0,60}\b(?:data|files|table|folder)|create table \S+ as\b|select .{1,100} into \S|\bs3 (?:cp|sync)\b|sicher(?:n|ung)|sauvegard|copia de seguridad|respald|copia de segurança|c[oó]pia|резерв|снимок|дамп|yede[kğ]|säkerhetskopi|kopi[aęi] zapasow|zrzut|备份|快照/i;
/** A check that the data is not needed, or can be had again. */
const CHECKING =
  /\b(?:check|verify|confirm|make sure|ensure|see)\b.{0,120}\b(?:backup|dump|exists?|empty|unused|nobody|no one|no longer|cop(?:y|ies)|replica|restor|snapshot|connections?|rows|reflog|not? (?:needed|used)|nothing (?:else )?(?:uses|is lost))/i;
const NO_SAVING = /\b(?:no|without(?: an?y?)?|skip(?:ping)?(?: the)?|not) (?:backup|snapshot|dump)/i;

/** Whether a text saves something, or checks that it may be lost. */
export function isSafeguard(text: string): boolean {
  const start = text.slice(0, 4000);
  return (SAVING.test(start) || CHECKING.test(start)) && !NO_SAVING.test(start);
}
