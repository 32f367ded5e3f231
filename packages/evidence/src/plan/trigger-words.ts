import type { TriggerMetric } from '@maturity-actions/criteria';
import { words } from './plan-words.ts';

/** Words of what can be seen when it goes wrong, folded, by what they are about. */
export const METRIC_WORDS = {
  'error-rate': words(
    'error rate, errors, error , failure rate, fail rate, failed request, failing request, 5xx, 500 , 50x',
    "4xx, exceptions, crash, fehlerrate, fehlerquote, taux d erreur, taux d'erreur, erreurs",
    'tasa de error, errores, taxa de erro, erros, ошиб, hata orani, hata, felfrekvens, felgrad, fel ',
    'bledow, blad, 错误率, 错误, 报错',
  ),
  'response-time': words(
    'response time, latency, latencies, p95, p99, p50, slow, duration_seconds, antwortzeit, latenz',
    'temps de reponse, latence, tiempo de respuesta, latencia, tempo de resposta, время ответа, задержк',
    'yanit sure, gecikme, svarstid, latens, czas odpowiedzi, opoznien, 响应时间, 延迟',
  ),
  'health-check': words(
    'health check, healthcheck, health-check, health endpoint, health probe, /health, readiness, liveness',
    'smoke test, probe fail, not ready, crashloop, e2e, gesundheits, health, etat de sante, salud, saude',
    'проверк, saglik, halso, zdrowia, 健康检查',
  ),
  availability: words(
    'down, outage, unavailab, availability, unreachable, not respond, timeout, time out, offline',
    'incident, uptime, slo, sla, alert, p0, p1, sev1, sev-1, ausfall, nicht erreichbar, indisponib, panne',
    'caida, no disponible, fora do ar, indisponivel, недоступ, падени, kesinti, erisilemez, driftstopp',
    'otillganglig, awari, niedostep, 不可用, 宕机, 中断',
  ),
  data: words(
    'data corrupt, corrupt, data loss, data integrity, inconsistent data, duplicate order, wrong data',
    'datenverlust, perte de donnees, perdida de datos, perda de dados, потер, veri kayb, dataforlust',
    'utraty danych, 数据丢失, 数据损坏',
  ),
  resource: words(
    'memory, cpu, disk, oom, leak, queue, backlog, connections, saturation, utilization, replication lag',
    'speicher, memoire, memoria, памят, bellek, minne, pamiec, 内存',
  ),
  feature: words(
    'checkout, payment, login, log in, sign in, authentication, core function, critical function',
    "critical feature, key feature, cannot, can't, users report, user-reported, customers report",
    'complaints, broken, fails, failed, failure, failing, security issue, vulnerab, regression',
    'instability, orders, conversion, metric, anmeldung, zahlung, fonction critique, paiement, pago',
    'pagamento, оплат, вход, odeme, giris, betalning, inloggning, platnos, logowan, 登录, 支付, 失败',
  ),
} satisfies Partial<Record<TriggerMetric, readonly string[]>>;

/** Words of conditions to roll back, folded. */
export const TRIGGER_WORDS = {
  ...METRIC_WORDS,
  /** To go back. */
  action: words(
    'rollback, roll back, rolled back, rolling back, revert, fall back, fail over, failover, back out',
    'zuruckroll, zuruckgeroll, zuruckzuroll, zuruckgesetz, retour arriere, revenir a la version, revient a la version',
    'revertir, reviert, volver a la version, vuelve a la version, reverter, voltar a versao, volta a versao, откат',
    'возвращаем, верните предыдущ, вернуть предыдущ, geri al, rulla tillbaka, gar vi tillbaka, ga tillbaka till',
    'wycof, przywroc poprzedni, 回滚, 回退',
  ),
  condition: words(
    'if , when , whenever, on , upon, once, should , as soon as, in case, automatic, bei , wenn, sobald',
    'falls, asarsa, gecerse, olursa, si , quand, des que, lorsque, cuando, quando, se , если, когда, при , eger, durumunda, om ',
    'nar , jesli, gdy, 如果, 当, 时回',
  ),
  /** Both are needed to say when something is used: see `USED_WHEN`. */
  use: words('use, needed, follow, run, do, start, begin, apply'),
  when: words('if, when'),
} satisfies Record<string, readonly string[]>;

/** Figures that a condition may name. */
export const FIGURE =
  /(?=\d)(?<![\w.])(\d{1,7}(?:[.,]\d{1,4})?)\s*(%|percent|prozent|pour ?cent|por ?ciento|por ?cento|процент|x(?![\w])|×|times|fois|veces|vezes|mal(?!\p{L})|ms(?!\p{L})|milliseconds?|s(?!\p{L})|sec(?:onds?)?(?!\p{L}))/u;
/** As Turkish writes it: `%5`. */
export const PERCENT_FIRST = /(?<![\d\s])\s?%\s?(\d{1,3}(?:[.,]\d{1,4})?)(?!\d)/;
export const SPAN =
  /(?:for|within|over|during|in|wahrend|innerhalb|in|pendant|durant|en|durante|em|за|в течение|icinde|boyunca|under|inom|przez|w ciagu|内|持续)\D{0,24}(\d{1,5}(?:[.,]\d{1,2})?)[\s-]*(s|sec|seconds?|m|min|minutes?|h|hours?|sekunden?|minuten?|stunden?|secondes?|heures?|segundos?|minutos?|horas?|минут[аы]?|мин|dakika|saniye|minuter|minuty?|分钟|秒)(?!\p{L})/u;

/** It says when something is needed: `This can be used if Fastly is down`. */
export const USED_WHEN = /\b(?:used?|needed|follow|run|do|start|begin|apply)\b[^.]{0,60}\b(?:if|when|whenever)\b/;
export const AUTOMATIC = /\bautomat/;
