import {
  type Config,
  evaluate,
  type Report,
  sumUp,
  UPTIME_CHECKS,
  uptimeMeasurements,
} from '@maturity-actions/criteria';
import {
  type GateRun,
  loadConfig,
  maskSecret,
  type Plan,
  planAll,
  stopSignal,
  useProxyOfEnvironment,
} from '@maturity-actions/runner';
import { gathered } from './gathered.ts';
import type { inputs } from './inputs.ts';
import { uptimeDomain } from './plan.ts';

type Run = GateRun<typeof inputs>;

/** Plans what is asked of each component, asks the sources, and judges what they say. */
export async function judge(run: Run): Promise<Report> {
  const { inputs: given } = run;
  for (const secret of secretsOf(given)) maskSecret(secret);
  useProxyOfEnvironment();
  const config = await loadConfig(run.workspace, given.config);
  const plans = await planAll(run, config, uptimeDomain(given));
  const signal = stopSignal();
  const reports: Report[] = [];
  // One after the other: services limit how often they are asked.
  for (const plan of plans) reports.push(await judgeOne(run, config, plan, signal));
  const [only] = reports;
  if (only && reports.length === 1 && !given.component?.includes('all')) return only;
  return sumUp('staging-uptime-check', run.subject, reports, {}, run.now);
}

async function judgeOne(run: Run, config: Config | undefined, plan: Plan, signal: AbortSignal): Promise<Report> {
  const { component, choice, asked, next } = plan;
  const { evidence, now, warnings } = await gathered(run, plan, signal);
  const floor = asked.find(({ criterion }) => criterion.check === 'uptime-floor');
  const isUnasked = plan.stated === 0 && evidence.shares.length === 0 && evidence.failures.length === 0;
  return evaluate({
    gate: 'staging-uptime-check',
    subject: { ...run.subject, ...(component ? { component: component.name } : {}) },
    choice,
    asked,
    next,
    evidence: { uptime: evidence },
    waivers: (config?.waivers ?? []).filter(({ finding }) => finding === undefined),
    checks: UPTIME_CHECKS,
    // Where nothing is asked and nobody was, there is nothing to show.
    measurements: isUnasked ? {} : { uptime: uptimeMeasurements(evidence, floor?.params.min) },
    warnings,
    now,
  });
}

/** Shorter values of headers are names of tenants and the like: masking them would blacken the log. */
const SHORTEST_SECRET = 6;

/** What must not come up in the log: tokens, and headers whole and by their values. */
function secretsOf({ token, headers = [], 'github-token': githubToken }: Run['inputs']): string[] {
  const values = headers
    .map((line) => line.replace(/^[^:]*:\s*/, ''))
    .filter(({ length }) => length >= SHORTEST_SECRET);
  return [token, githubToken, ...headers, ...values].filter((secret) => secret !== undefined);
}
