import type { PlanCommand } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';

/** Languages of fences whose lines are commands. */
const SHELLS: ReadonlySet<string> = new Set(
  'bash sh shell zsh fish ksh console terminal shell-session shellsession sh-session powershell ps1 pwsh ps cmd bat batch dos'.split(
    ' ',
  ),
);
const SQL: ReadonlySet<string> = new Set(
  'sql psql mysql postgres postgresql plsql tsql sqlite redis mongo mongosh cql'.split(' '),
);
/** Fences that may hold anything: their lines count when they look like commands. */
const UNSAID: ReadonlySet<string> = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'none', 'code', 'output']);
/** Fences in which commands stand behind a prompt, and output without one. */
const SESSIONS: ReadonlySet<string> = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'terminal']);

/** Programs that people name in plans. */
const PROGRAMS: ReadonlySet<string> = new Set(
  `ansible ansible-playbook apt apt-get argocd artisan atlas aws az bash brew bundle bun cap cargo cd certbot chmod chown cf
  cdk composer consul cp crontab curl dbmate deno diesel dig docker docker-compose dotnet dropdb createdb drush eb echo ecs-deploy
  export flux fly flyctl flyway gcloud gh git glab goose gradle ./gradlew gsutil helm helmfile heroku http httpie https id
  influx invoke-webrequest java jq just k6 kamal kill killall knex kubectl kustomize launchctl ldcli linkerd liquibase ln ls make
  mix mkdir mongo mongodump mongorestore mongosh mv mvn mysql mysqldump mysqladmin nc netlify newrelic nginx ng nohup nomad npm npx
  nslookup octo octopus oc openssl pg_dump pg_restore php pip pip3 pipenv ping pm2 pnpm podman poetry prisma psql pulumi python
  python3 railway rails rake rancher redis-cli reset restart rm rsync rollback ruby sam scp screen sed sequelize serverless sls
  service skaffold sh sidekiqctl spinnaker spin sqitch sqlcmd sqlite3 sqlplus ssh sudo supervisorctl systemctl tar task terraform
  terragrunt tofu touch traefik typeorm unzip uv vault vercel wget wrangler waypoint werf wp yarn zip skopeo crane drizzle-kit
  alembic flask django-admin manage.py bin/rails restart-service set-content copy-item remove-item get-content iisreset nssm sc
  net velero restic borg barman wal-g pgbackrest istioctl eksctl kops k3s doctl linode-cli hcloud ibmcloud oci`.split(
    /\s+/,
  ),
);

/** Whether a line or a code span is a command, by the program it begins with. */
export function isCommandLike(text: string): boolean {
  const words = text
    .trim()
    .replace(/^(?:[$%]\s+|>\s+|PS[^>]*>\s*)/, '')
    .split(/\s+/, 12);
  while (words.length > 1 && /^(?:sudo|time|nohup|exec|\w+=\S*)$/.test(words[0] ?? '')) words.shift();
  const [program = '', ...others] = words;
  if (others.length === 0) return /^(?:\.\/|bin\/|scripts?\/)[\w./-]+$/.test(program);
  const name = program.replace(/^.*\/(?=[\w.-]+$)/, '').toLowerCase();
  if (PROGRAMS.has(name) || PROGRAMS.has(program.toLowerCase())) return !/^[=:]/.test(others[0] ?? '');
  // A program that nobody knows shows itself by its options or its path.
  return (
    /^(?:\.{0,2}\/)?[\w.-]+(?:\/[\w.-]+)*$/.test(program) &&
    (/^\.{1,2}\//.test(program) || others.some((word) => /^--?[a-z][\w-]*(?:=|$)/i.test(word)))
  );
}

/** SQL that changes or asks something. */
export function isStatementLike(text: string): boolean {
  return /^\s*(?:select|insert|update|delete|alter|drop|create|truncate|begin|commit|rollback|restore|grant|revoke|exec|call|with|set|show|vacuum|analyze|\\\w)\b/i.test(
    text,
  );
}

const NO_COMMANDS: readonly PlanCommand[] = [];

/** All commands of a plan in reading order: lines of fences and code spans that are commands. */
export function commandsOf(blocks: readonly DocumentBlock[], sections: readonly number[]): PlanCommand[] {
  return blocks.flatMap((block, at): readonly PlanCommand[] => {
    const section = sections[at] as number;
    if (block.code) return codeCommands(block.code).map((one) => ({ ...one, block: at, section }));
    if (block.spans.length === 0) return NO_COMMANDS;
    return block.spans
      .filter(({ kind, text }) => kind === 'code' && (isCommandLike(text) || isSqlSpan(text)))
      .map(({ text }) => ({ text, line: block.line, block: at, section, language: 'inline' }));
  });
}

const isSqlSpan = (text: string): boolean =>
  /^(?:select|insert|update|delete|alter|drop|truncate)\s+\S+\s+\S/i.test(text);

type CodeCommand = Pick<PlanCommand, 'text' | 'line' | 'language'>;

function codeCommands({ language, lines, firstLine }: NonNullable<DocumentBlock['code']>): CodeCommand[] {
  const isSql = SQL.has(language);
  if (!isSql && !SHELLS.has(language) && !UNSAID.has(language)) return [];
  const hasPrompt = SESSIONS.has(language) && lines.some((line) => /^\s*[$%>#]\s/.test(line));
  const commands: CodeCommand[] = [];
  let open: { readonly pieces: string[]; readonly line: number } | undefined;
  let end: string | undefined;
  for (const [index, raw] of lines.entries()) {
    if (end !== undefined) {
      if (raw.trim() === end) end = undefined;
      continue;
    }
    const line = raw.trim();
    const isMore = open !== undefined;
    if (!isMore && (line === '' || isComment(line, isSql) || (hasPrompt && !/^[$%>]\s|^#\s/.test(line)))) continue;
    const text = isMore ? line : line.replace(/^(?:[$%]\s+|>\s+|PS[^>]*>\s*)/, '');
    open ??= { pieces: [], line: firstLine + index };
    if (/[\\`^]$/.test(text) && !isSql) {
      const piece = text.slice(0, -1).trimEnd();
      if (piece !== '') open.pieces.push(piece);
      continue;
    }
    const whole = [...open.pieces, text].join(' ');
    end = /<<-?\s*(["']?)(\w+)\1/.exec(text)?.[2];
    if (isSql || !UNSAID.has(language) || isCommandLike(whole) || isStatementLike(whole))
      commands.push({ text: whole, line: open.line, language: language || 'text' });
    open = undefined;
  }
  const rest = open?.pieces.join(' ') ?? '';
  if (open && rest !== '') commands.push({ text: rest, line: open.line, language: language || 'text' });
  return commands;
}

/** A comment, or what only closes something. */
function isComment(line: string, isSql: boolean): boolean {
  if (/^(?:#(?!!)|\/\/|REM\b|::)/i.test(line)) return true;
  return isSql && /^(?:--|\/\*|\*)/.test(line);
}
