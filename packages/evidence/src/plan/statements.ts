import type { PlanCommand, PlanStatement, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './markdown.ts';
import { answerOf, LONGEST_TEXT, type PlanSource } from './plan-source.ts';
import { fold, isEmptyAnswer, patternOf, words } from './plan-words.ts';

/** How statements of one kind are known. */
interface StatementKind {
  readonly topic: PlanTopic;
  /** Words that make a sentence anywhere else one of them; the text is folded, with a blank behind it. */
  readonly words?: (plain: string) => boolean;
  readonly command?: (text: string) => boolean;
  /** Topics in which words do not count. */
  readonly notIn: readonly PlanTopic[];
  /** Whether every block below its own heading is one. */
  readonly isWholeSection: boolean;
}

const VERIFY = patternOf(
  words(
    'verify, verified that, validate, confirm, ensure, make sure, smoke test',
    'run the smoke, run smoke, run the e2e, run the test, run tests, run workflow to validate, assert',
    'expect, should return, returns 200, health check passes, inspect the logs, prufen, prufe, uberprufe',
    "kontrollier, sicherstell, verifier, controler, confirmer, s'assurer, verificar, verifique, comprobar",
    'compruebe, confirme, confirmar, verifica, проверить, проверьте, убедиться, убедитесь, dogrula',
    'kontrol et, emin ol, verifiera, kontrollera, bekrafta, sprawdz, zweryfikuj, upewnij, 验证, 检查, 确认',
  ),
);
/** `Check` as a verb: a health check that fails is no verification. */
const CHECK = /(?:^|[.;:,!?)]\s+|\b(?:then|and|to|also|please|now|must|should)\s+)check\b/;
const VERIFY_COMMAND =
  /\b(?:curl|wget|httpie|https?)\b[^|]*(?:health|ready|live|status|ping|version|smoke|https?:\/\/)|\b(?:rollout status|helm (?:status|test)|kubectl (?:get|wait)|docker (?:compose )?ps|systemctl (?:status|is-active)|smoke|healthcheck|health-check|verify[\w-]*\.\w+|pytest|npm (?:run )?test|make (?:smoke|verify|check|test))\b/;

const DATABASE_NOUN = patternOf(
  words(
    'database, databases, db, schema, migration, tables, datenbank, base de donnees, base de datos',
    'banco de dados, баз, миграц, veritaban, veri taban, databas, baz danych, baza danych, bazy danych',
    'migracj, 数据库, 迁移',
  ),
);
const DATABASE_ACT = patternOf(
  words(
    'roll, revert, restor, downgrad, undo, revers, backup, back up, snapshot, dump, point-in-time, no ',
    'not , none, without, unaffected, unchanged, backward, compatible, additive, forward, down, zuruck',
    'wiederherstell, keine, nicht, restaur, annul, aucun, sauvegarde, revert, copia, ningun, nao , sem ',
    'откат, восстанов, не , нет, резервн, geri, yedek, yok, aterstall, ingen, inga, wycof, przywro, kopi',
    'brak, 回滚, 恢复, 备份, 无',
  ),
);
const DATABASE_COMMAND =
  /\b(?:alembic\s+downgrade|migrate\b|db:(?:rollback|migrate|restore)|migrate:(?:rollback|undo|down)|migration:(?:revert|run|down)|flyway\s+(?:undo|repair|clean)|liquibase\s+rollback|pg_restore|pg_dump|mysqldump|mongorestore|mysql\s|psql\s|sqlcmd|ef\s+(?:database|migrations)|goose\s+down|dbmate\s+(?:down|rollback)|diesel\s+migration|sqlx\s+migrate|ecto\.rollback|restore-db|rds\s+restore|sqlite3)\b/i;

const FLAGS = patternOf(
  words(
    'feature flag, feature-flag, feature toggle, feature gate, feature switch, kill switch, kill-switch',
    'killswitch, toggle, launchdarkly, unleash, flagsmith, growthbook, split.io, configcat, openfeature',
    'flipper, waffle, funktionsschalter, indicateur de fonction, bandera de funcion, флаг, ozellik bayra',
    'funktionsflagg, flag, 功能开关, 特性开关',
  ),
);

const OWNER_LABEL = patternOf(
  words(
    'owner, approver, approved by, responsible, on-call, on call, oncall, dri, technician, reviewer',
    'decision maker, decides, incident commander, maintainer, team, rollback lead, verantwortlich',
    'zustandig, responsable, responsavel, ответствен, sorumlu, ansvarig, odpowiedzial, wlasciciel, 负责人',
  ),
);
const HANDLE = /(?:^|[\s(])@[\w-]+(?:\/[\w.-]+)?|[\w.+-]+@[\w-]+\.[a-z]{2,}/i;
const CONTACT =
  /(?:^|[\s(`])#[a-z][\w-]{2,}|pagerduty|opsgenie|victorops|splunk on-call|\bslack\b|teams channel|\bpager\b|[\w.+-]+@[\w-]+\.[a-z]{2,}|\+\d[\d\s()-]{6,}|on-?call (?:phone|engineer|rotation|number)|escalat|hotline|телефон|telefon/i;
const NOTICE = patternOf(
  words(
    'notify, notification, inform , announce, tell , status page, statuspage, post in, post to',
    'post a message, message the, alert the team, communicate, let the team, email , informier',
    'benachricht, prevenir, informer, notifier, notificar, notifique, avisar, informar, уведом, сообщ',
    'оповест, bilgilendir, haber ver, bildir, meddela, informera, powiadom, poinformuj, 通知',
  ),
);
const POST_MORTEM = patternOf(
  words(
    'post-mortem, postmortem, post mortem, retrospective, root cause, incident review, incident report',
    'lessons learned, blameless, nachbetrachtung, ursache, retour d experience, cause racine, causa raiz',
    'разбор, причин, kok neden, grundorsak, efteranalys, przyczyn, 复盘, 根因',
  ),
);

/** How each kind of statement is known. */
const KINDS = {
  verifications: {
    topic: 'verification',
    words: (plain) => VERIFY.test(plain) || CHECK.test(plain),
    command: (text) => VERIFY_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'preparation', 'time', 'ownership', 'post-mortem'],
    isWholeSection: true,
  },
  database: {
    topic: 'database',
    words: (plain) => DATABASE_NOUN.test(plain) && DATABASE_ACT.test(plain),
    command: (text) => DATABASE_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'time'],
    isWholeSection: true,
  },
  flags: { topic: 'flags', words: (plain) => FLAGS.test(plain), notIn: ['testing'], isWholeSection: true },
  notices: {
    topic: 'communication',
    words: (plain) => NOTICE.test(plain),
    notIn: ['trigger', 'testing', 'background'],
    isWholeSection: true,
  },
  postMortems: {
    topic: 'post-mortem',
    words: (plain) => POST_MORTEM.test(plain),
    notIn: ['trigger', 'testing'],
    isWholeSection: true,
  },
  contacts: { topic: 'ownership', words: (plain) => CONTACT.test(plain), notIn: [], isWholeSection: false },
  owners: { topic: 'ownership', words: () => false, notIn: [], isWholeSection: true },
} satisfies Record<string, StatementKind>;

export type StatementName = keyof typeof KINDS;

/** Every kind of statement of a plan. */
export function statementsOf(
  source: PlanSource,
  commands: readonly PlanCommand[],
): Record<StatementName, PlanStatement[]> {
  const names = Object.keys(KINDS) as StatementName[];
  const found = Object.fromEntries(names.map((name) => [name, [] as PlanStatement[]])) as Record<
    StatementName,
    PlanStatement[]
  >;
  const byBlock = new Map<number, string[]>();
  for (const { block, text } of commands) {
    const known = byBlock.get(block);
    if (known) known.push(text);
    else byBlock.set(block, [text]);
  }
  for (const [at, { kind, row, text, line, endLine }] of source.blocks.entries()) {
    if (kind === 'html' || kind === 'heading' || row?.isHead) continue;
    const facts = factsOf(source, at, byBlock.get(at) ?? []);
    const statement = { text, line, endLine, block: at, section: source.of[at] as number };
    for (const name of names) if (isOne(KINDS[name], name, facts)) found[name].push(statement);
  }
  return found;
}

/** What is looked at to tell what a block states. */
interface BlockFacts {
  readonly text: string;
  readonly topic: PlanTopic;
  readonly plain: string;
  readonly label: string | undefined;
  readonly isEmpty: boolean;
  readonly commands: readonly string[];
}

const LONGEST_COMMAND = 2000;

function factsOf(source: PlanSource, at: number, commands: readonly string[]): BlockFacts {
  const { blocks, sections, of, labels, topics } = source;
  const { text, code } = blocks[at] as DocumentBlock;
  const plain = code ? commentsOf(code) : (source.plain[at] as string);
  const isLabel = sections[of[at] as number]?.heading === at;
  const isSilent = code ? commands.length === 0 && plain === ' ' : text === '' || isEmptyAnswer(answerOf(source, at));
  return { text, topic: topics[at] as PlanTopic, plain, label: labels[at], isEmpty: isLabel || isSilent, commands };
}

/** Comments in a fence say what its commands are for. */
function commentsOf({ lines }: NonNullable<DocumentBlock['code']>): string {
  const comments = lines.filter((line) => /^\s*(?:#|--|\/\/)/.test(line)).join(' ');
  return `${fold(comments.slice(0, LONGEST_TEXT))} `;
}

function isOne(kind: StatementKind, name: StatementName, facts: BlockFacts): boolean {
  const { topic, plain, isEmpty, commands, label, text } = facts;
  // "None" is an answer where it says that nothing has to be done to the database or the flags.
  if (isEmpty) return (name === 'database' || name === 'flags') && topic === kind.topic && isNothingToDo(text);
  if (name === 'owners') return isOwner(topic, label, text);
  if (kind.isWholeSection && topic === kind.topic)
    return !/[:：?？]$/u.test(text.trim()) || kind.words?.(plain) === true;
  if (kind.notIn.includes(topic)) return false;
  return kind.words?.(plain) === true || commands.some((one) => kind.command?.(one.slice(0, LONGEST_COMMAND)));
}

function isNothingToDo(text: string): boolean {
  return /(?:^|[:：]\s*)(?:none|no|not applicable|n\s*\/\s*a|keine?|aucune?|ninguna?|nenhuma?|нет|yok|inga|brak|无)[\s.]*$/iu.test(
    text.trim(),
  );
}

function isOwner(topic: PlanTopic, label: string | undefined, text: string): boolean {
  const isLabelled = label !== undefined && OWNER_LABEL.test(`${fold(label)} `);
  if (isLabelled) return true;
  return topic === 'ownership' && (HANDLE.test(text) || text.trim() !== '');
}
