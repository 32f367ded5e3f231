import { words } from './plan-words.ts';

/** Words of what a plan states, folded, by what they say. */
export const STATEMENT_WORDS = {
  /** They ask to look whether it works again. */
  verify: words(
    'verify, verified that, validate, confirm, ensure, make sure, smoke test',
    'run the smoke, run smoke, run the e2e, run the test, run tests, run workflow to validate, assert',
    'expect, should return, returns 200, health check passes, inspect the logs, prufen, prufe, uberprufe',
    "kontrollier, sicherstell, verifier, controler, confirmer, s'assurer, verificar, verifique, comprobar",
    'compruebe, confirme, confirmar, verifica, проверить, проверьте, убедиться, убедитесь, dogrula',
    'kontrol et, emin ol, verifiera, kontrollera, bekrafta, sprawdz, zweryfikuj, upewnij, 验证, 检查, 确认',
  ),
  /** As a verb only: see `CHECK`. */
  check: words('check'),
  /** What a database is called. */
  database: words(
    'database, databases, db, schema, migration, tables, datenbank, base de donnees, base de datos',
    'banco de dados, баз, миграц, veritaban, veri taban, databas, baz danych, baza danych, bazy danych',
    'migracj, 数据库, 迁移',
  ),
  /** Beside the name of a database: how it is taken back, or that it need not be. */
  databaseAct: words(
    'roll back, rollback, rolled back, rolls back, roll forward, revert, restor, downgrad, undo, revers, backup, back up, snapshot, dump, point-in-time, no ',
    'not , none, without, unaffected, unchanged, backward, compatible, additive, forward only, forward-only, migrate down, down migration, down-migration, zuruck',
    'wiederherstell, keine, nicht, restaur, annul, aucun, sauvegarde, revert, copia, ningun, nao , sem ',
    'откат, восстанов, не , нет, резервн, geri, yedek, yok, aterstall, ingen, inga, wycof, przywro, kopi',
    'brak, 回滚, 恢复, 备份, 无',
  ),
  /** Feature flags and what switches them. */
  flags: words(
    'feature flag, feature-flag, feature toggle, feature gate, feature switch, kill switch, kill-switch',
    'killswitch, toggle, launchdarkly, unleash, flagsmith, growthbook, split.io, configcat, openfeature',
    'flipper, waffle, funktionsschalter, indicateur de fonction, bandera de funcion, флаг, ozellik bayra',
    'funktionsflagg, flag, 功能开关, 特性开关',
  ),
  /** Labels in front of who decides or acts. */
  owner: words(
    'owner, approver, approved by, responsible, on-call, on call, oncall, dri, technician, reviewer',
    'decision maker, decides, incident commander, maintainer, team, rollback lead, verantwortlich',
    'zustandig, responsable, responsavel, ответствен, владелец, sorumlu, ansvarig, odpowiedzial, wlasciciel, 负责人',
  ),
  /** They come with a way to reach somebody. */
  contact: words(
    'pagerduty, opsgenie, victorops, splunk on-call, slack, teams channel, pager, on-call, oncall, escalat, hotline',
  ),
  /** They ask to tell somebody. */
  notice: words(
    'notify, notification, inform , announce, tell , status page, statuspage, post in, post to',
    'post a message, message the, alert the team, communicate, let the team, email , informier',
    'benachricht, prevenir, informer, notifier, notificar, notifique, avisar, informar, уведом, сообщ',
    'оповест, bilgilendir, haber ver, bildir, meddela, informera, powiadom, poinformuj, 通知',
  ),
  /** For looking back on it. */
  postMortem: words(
    'post-mortem, postmortem, post mortem, retrospective, root cause, incident review, incident report',
    'lessons learned, blameless, nachbetrachtung, ursache, retour d experience, cause racine, causa raiz',
    'разбор, причин, kok neden, grundorsak, efteranalys, przyczyn, 复盘, 根因',
  ),
} satisfies Record<string, readonly string[]>;

/** `Check` as a verb: a health check that fails is no verification. */
export const CHECK = /(?:^|[.;:,!?)]\s+|\b(?:then|and|to|also|please|now|must|should)\s+)check\b/;
/** Commands that look whether it works. */
export const VERIFY_COMMAND =
  /\b(?:curl|wget|httpie|https?)\b[^|]*(?:health|ready|live|status|ping|version|smoke|https?:\/\/)|\b(?:rollout status|helm (?:status|test)|kubectl (?:get|wait)|docker (?:compose )?ps|systemctl (?:status|is-active)|smoke|healthcheck|health-check|verify[\w-]*\.\w+|pytest|npm (?:run )?test|make (?:smoke|verify|check|test))\b/;
/** Commands that take a database back. */
export const DATABASE_COMMAND =
  /\b(?:alembic\s+downgrade|manage\.py\s+migrate\s+\S+\s+\S|migrate\s+(?:down|undo|reset|resolve|rollback|revert)|db:(?:rollback|restore|migrate:down)|migrate:(?:rollback|undo|down)|migration:(?:revert|down)|flyway\s+undo|liquibase\s+rollback\w*|pg_restore|mongorestore|mysql\s[^|]*<|psql\s[^|]*(?:<|-f\s)|ef\s+(?:database\s+update|migrations\s+remove)|goose\s+down|dbmate\s+(?:down|rollback)|diesel\s+migration\s+re(?:vert|do)|sqlx\s+migrate\s+revert|ecto\.rollback|restore-db|rds\s+restore|velero\s+restore|wal-g\s+backup-fetch|pgbackrest\s+restore)/i;
/** A channel, a number, a pager. */
export const CONTACT =
  /(?:^|[\s(`])#[a-z][\w-]{2,}|pagerduty|opsgenie|victorops|splunk on-call|\bslack\b|teams channel|\bpager\b|\+\d[\d\s()-]{6,}|on-?call (?:phone|engineer|rotation|number)|escalat|hotline|телефон|telefon/;
/** An address of mail. */
export const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}/;
