import type { PlanTopic } from '@maturity-actions/criteria';
import { LONGEST_TITLE, plainTitle, words } from './plan-words.ts';
import { wordSets } from './word-sets.ts';

/**
 * Words of headings and labels, by what they are about, in English, German, French, Spanish,
 * Portuguese, Russian, Turkish, Swedish, Polish and Chinese. Lower case, without accents; each is the
 * beginning of a word or of several. The first topic that fits counts.
 */
const TOPIC_WORDS: readonly (readonly [PlanTopic, readonly string[]])[] = [
  [
    'post-mortem',
    words(
      'post-mortem, postmortem, post mortem, retrospective, incident review, lessons learned, nachbetrachtung',
      'nachbereitung, retour d experience, analisis posterior, analise pos, разбор, olay sonrasi, efteranalys',
      'analiza powdrozeniowa, 复盘, 事后',
    ),
  ],
  [
    'verification',
    words('post-rollback test, post-rollback check, post-rollback verif, after rollback, after the rollback'),
  ],
  [
    'testing',
    words(
      'last test, last rollback test, tested, were upgrade, rollback test, test record, test evidence',
      'test history, test log, test status, testing, drill, rehears, dry run, dry-run, game day, probelauf',
      'getestet, testnachweis, ubung, essai, exercice, teste le, ensayo, simulacro, probado, pruebas del plan',
      'ensaio, testado, testes do plano, проверено, последняя проверка, проверка плана, учени, тестирование, tatbikat, test edildi, test kaydi',
      'ovning, testad, ovad, cwiczeni, przetestowan, testy planu, 演练, 测试',
    ),
  ],
  [
    'trigger',
    words(
      'trigger ., when ., triggers, trigger condition, trigger criteri, trigger event, trigger threshold, rollback trigger, when to, when should, roll back if, rollback if, rollback criteria, decision, criteria, abort',
      'metrics should inform, metrics inform, threshold, symptom, go/no-go, auslos, wann, kriterien, declench',
      'quand, criteres, condition, disparador, cuando, criterios, condicion, gatilho, quando, condicoes, когда',
      'услови, критери, триггер, tetikleyici, ne zaman, kosul, utlosare, nar ska, kriterier, villkor, warunk',
      'kiedy, kryteria, wyzwalacz, 触发, 条件, 何时',
    ),
  ],
  [
    'background',
    words(
      'why, background, overview, risk, reason, rationale, context, scope, introduction, reference, related',
      'see also, further reading, known issue, limitation, changelog, version history, revision history',
      'document history, how can a rollout, how can a rollback, is the rollout accompanied, what changed',
      'prevention, glossary, likelihood, impact, table of contents, contents, hintergrund, warum, risiken',
      'uberblick, einleitung, contexte, pourquoi, risques, contexto, por que, riesgos, riscos, причин, риск',
      'обзор, neden, riskler, genel bakis, bakgrund, varfor, risker, dlaczego, ryzyk, kontekst, 背景, 原因, 风险, 概述',
    ),
  ],
  [
    'verification',
    words(
      'verif, validat, confirm, smoke, health check, healthcheck, check that, checks after, acceptance',
      'success criteria, uberpruf, kontroll, prufung, prufen, pruef, controle, comprob, проверка, проверить',
      'валидац, dogrula, kontrol, bekrafta, weryfik, sprawdz, 验证, 检查, 确认',
    ),
  ],
  [
    'database',
    words(
      'database, db , migration, schema, data rollback, data recovery, data migration, sql, datenbank, daten',
      'base de donnees, donnees, base de datos, banco de dados, баз, миграц, veritabani, veri tabani, databas',
      'baza danych, bazy danych, migracj, 数据库, 迁移',
    ),
  ],
  [
    'flags',
    words(
      'feature flag, feature toggle, feature-flag, feature switch, feature gate, flags, toggle, kill switch',
      'kill-switch, funktionsschalter, indicateur de fonction, bandera, флаг, ozellik bayra, funktionsflagg',
      'flagi, przelacznik, 开关, 功能标志',
    ),
  ],
  [
    'time',
    words(
      'estimated, estimate, duration, time to, rollback time, recovery time, total time, expected time, time:',
      'time required, rto , eta , how long, time ., timing, dauer, zeit, duree, temps, duracion, tiempo, duracao, tempo de, tempo estimado',
      'время, оценка времени, длительност, продолжительн, tahmini, tidsatgang, berakn, tid:, uppskattad tid, czas',
      'szacowan, 时间, 耗时, 时长',
    ),
  ],
  [
    'communication',
    words(
      'communicat, notif, stakeholder, announce, inform , status page, kommunikation, benachricht, comunica',
      'avis, уведом, оповещ, iletisim, bildirim, meddela, komunikac, powiadom, 通知, 沟通',
    ),
  ],
  [
    'ownership',
    words(
      'owner, responsib, contact, on-call, on call, oncall, approv, roles, escalat, who , team, people',
      'verantwort, zustandig, ansprechpartner, kontakt, responsable, responsavel, contato, contacto, ответствен',
      'владелец, контакт, sorumlu, ansvarig, odpowiedzial, wlasciciel, 负责人, 联系',
    ),
  ],
  [
    'preparation',
    words(
      'prerequisite, before you, before rolling, before roll, preparation, prepare, pre-rollback, pre-check',
      'precondition, requirements, backup, pre-deploy, access, vorbereitung, voraussetzung, prealable',
      'prerequis, requisito, preparacion, preparacao, antes de, подготовк, резервн, on kosul, hazirlik',
      'forberedelse, forutsattning, przygotowan, wymagania, 准备, 前提, 备份',
    ),
  ],
  [
    'steps',
    words(
      'step, procedure, instruction, how to, process, actions, execution, execute, workflow, manual, checklist',
      'schritt, ablauf, vorgehen, anleitung, durchfuhrung, etape, procedure, deroulement, marche a suivre, paso',
      'procedimiento, passo, procedimento, шаг, порядок, процедур, действи, инструкц, adim, prosedur, islem',
      'steg, tillvagagang, forfarande, arbetsflode, krok, procedura, instrukcj, 步骤, 流程, 操作',
    ),
  ],
];

const TOPICS = wordSets(Object.fromEntries(TOPIC_WORDS.map(([, list], index) => [index, list])));

/** Topics of titles: tables and lists repeat theirs. */
const topics = new Map<string, PlanTopic>();
const MOST_KNOWN = 1000;

/** What a heading or label is about; `other` when no word tells. */
export function topicOf(title: string): PlanTopic {
  const known = topics.get(title);
  if (known !== undefined) return known;
  // A word with ` .` behind it is one that ends the title: "Trigger" is a topic, "Trigger the job" is none.
  const found = TOPICS.find(`${plainTitle(title)} .`);
  const topic = found === 0 ? 'other' : (TOPIC_WORDS[lowestBit(found)]?.[0] ?? 'other');
  if (topics.size < MOST_KNOWN && title.length < LONGEST_TITLE) topics.set(title, topic);
  return topic;
}

/** Position of the lowest bit that is set, from 0. */
function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
