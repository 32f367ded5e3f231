import type { PlanCommand, PlanSection, PlanStatement, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './markdown.ts';
import { fold, isEmptyAnswer, patternOf, words } from './plan-words.ts';
import { blockTopic, labelText } from './sections.ts';

/** What statements are found in. */
export interface StatementSource {
  readonly blocks: readonly DocumentBlock[];
  readonly sections: readonly PlanSection[];
  readonly of: readonly number[];
  readonly commands: readonly PlanCommand[];
}

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
export function statementsOf(source: StatementSource): Record<StatementName, PlanStatement[]> {
  const names = Object.keys(KINDS) as StatementName[];
  const found = Object.fromEntries(names.map((name) => [name, [] as PlanStatement[]])) as Record<
    StatementName,
    PlanStatement[]
  >;
  const commands = new Map<number, string[]>();
  for (const { block, text } of source.commands) {
    const known = commands.get(block);
    if (known) known.push(text);
    else commands.set(block, [text]);
  }
  for (const [at, block] of source.blocks.entries()) {
    if (block.kind === 'html' || block.kind === 'heading' || block.row?.isHead) continue;
    const section = source.sections[source.of[at] as number] as PlanSection;
    const facts = factsOf(block, section, section.heading === at, commands.get(at) ?? []);
    const statement = {
      text: block.text,
      line: block.line,
      endLine: block.endLine,
      block: at,
      section: source.of[at] as number,
    };
    for (const name of names) if (isOne(KINDS[name], name, facts)) found[name].push(statement);
  }
  return found;
}

/** What is looked at to tell what a block states. */
interface BlockFacts {
  readonly block: DocumentBlock;
  readonly topic: PlanTopic;
  readonly plain: string;
  readonly label: string | undefined;
  readonly isEmpty: boolean;
  readonly commands: readonly string[];
}

/** Longest text that words are looked for in. */
const LONGEST = 20_000;
const LONGEST_COMMAND = 2000;

function factsOf(
  block: DocumentBlock,
  section: PlanSection,
  isLabel: boolean,
  commands: readonly string[],
): BlockFacts {
  const text = block.text.slice(0, LONGEST);
  // Comments in a fence say what its commands are for.
  const words = block.code
    ? block.code.lines
        .filter((line) => /^\s*(?:#|--|\/\/)/.test(line))
        .join(' ')
        .slice(0, LONGEST)
    : text;
  const label = labelText(block);
  const answer = label === undefined ? text : text.slice(text.indexOf(label) + label.length).replace(/^[\s:：*]+/u, '');
  const isEmpty =
    isLabel || (block.code ? commands.length === 0 && words === '' : text === '' || isEmptyAnswer(answer));
  return { block, topic: blockTopic(block, section), plain: `${fold(words)} `, label, isEmpty, commands };
}

function isOne(kind: StatementKind, name: StatementName, facts: BlockFacts): boolean {
  const { topic, plain, isEmpty, commands, label, block } = facts;
  // "None" is an answer where it says that nothing has to be done to the database or the flags.
  if (isEmpty) return (name === 'database' || name === 'flags') && topic === kind.topic && isNothingToDo(block.text);
  if (name === 'owners') return isOwner(topic, label, block.text);
  if (kind.isWholeSection && topic === kind.topic)
    return !/[:：?？]$/u.test(block.text.trim()) || kind.words?.(plain) === true;
  if (kind.notIn.includes(topic)) return false;
  return kind.words?.(plain) === true || commands.some((text) => kind.command?.(text.slice(0, LONGEST_COMMAND)));
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
