import * as v from 'valibot';
import type { Plan, PlanStatement } from '../plan.ts';
import { foldedText } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** At least one check says what to look at: a command, an address, a metric, a figure, a result. */
export const verifyVague = definePlanRule({
  id: 'verify-vague',
  about: 'A check names a command, an address, a metric, a figure or the result that is expected.',
  why: 'The question "does it work?" is answered with yes by whoever wants to go to bed.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    const [first] = plan.verifications;
    if (!first) return [];
    const running = new Set(plan.commands.map(({ block }) => block));
    if (plan.verifications.some((one) => isExact(plan, one, running))) return [];
    return [
      {
        line: first.line,
        endLine: first.endLine,
        message:
          plan.verifications.length === 1
            ? 'its only check names no command, address, metric, figure or expected result'
            : `none of its ${plan.verifications.length} checks names a command, address, metric, figure or expected result`,
        fix: 'Say what to run or open and what it has to show, such as "`curl --fail https://shop/health` answers 200" or "Error rate below 1 % in Grafana".',
      },
    ];
  },
});

/** What monitoring shows, and results that somebody can compare: folded beginnings of words. */
const SEEN =
  /\b(?:error rate|errors?|latenc|response time|p9[059]|throughput|cpu|memory|logs?\b|metrics?|dashboard|grafana|datadog|kibana|prometheus|sentry|new relic|cloudwatch|alerts?\b|health|status\b|version|green|running|ready|healthy|returns?\b|answers?\b|responds?\b|shows?\b|expect|smoke|e2e|integration test|log in|login|sign in|checkout|payment|place an order|fehler|latenz|antwort|version|protokoll|erreur|journaux|errores|registros|erros|hata|surum|felfrekvens|loggar|blad|wersj)|ошиб|верси|логи|ответ|健康|错误|版本|日志|返回/u;

function isExact({ blocks }: Plan, { block: at, text }: PlanStatement, running: ReadonlySet<number>): boolean {
  const block = blocks[at];
  if (!block || block.kind === 'code' || running.has(at)) return true;
  if (block.spans.some(({ kind }) => kind === 'code' || kind === 'link' || kind === 'image')) return true;
  // A fence or a list below an item belongs to what it says.
  const next = blocks[at + 1];
  if (next && (next.parent === at || (next.kind === 'code' && running.has(at + 1)))) return true;
  const plain = foldedText(text);
  return /https?:\/\/|\d/.test(plain.replace(/^\W*\d{1,3}[.):]\s/, '')) || SEEN.test(plain);
}
