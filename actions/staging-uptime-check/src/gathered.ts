import {
  ConfigurationError,
  type Finding,
  formatSeconds,
  type Instant,
  parseDuration,
  remarkFindings,
  type TimeSpan,
  type UptimeEvidence,
} from '@maturity-actions/criteria';
import {
  deployedSince,
  gatherUptime,
  isOnBranch,
  type UptimeNetwork,
  type WantedSource,
} from '@maturity-actions/evidence';
import { ask, currentTime, type GateRun, githubApi, type HttpPatience, type Plan } from '@maturity-actions/runner';
import { deploymentWish } from './deployment-wish.ts';
import type { inputs } from './inputs.ts';
import { plannedMaintenance } from './maintenance.ts';
import { type Probing, probe } from './probe.ts';
import { type UptimeChoice, USUAL_MAINTENANCE_MS, uptimeChoice } from './uptime-settings.ts';
import { wantedSources } from './wanted-sources.ts';

type Run = GateRun<typeof inputs>;

/** What was seen of one subject, and when it is judged: after the probes, where there are any. */
export interface Gathered {
  readonly evidence: UptimeEvidence;
  readonly now: Instant;
  readonly warnings: readonly Finding[];
}

const USUAL_TIMEOUT_MS = 30_000;
const USUAL_RETRIES = 3;
/** A month of 15-second samples of 20 series is 60 MB. */
const LARGEST_REPLY = 256 * 1_048_576;

/** Probes where that is wanted, asks the sources, and learns since when the deployment is there. */
export async function gathered(run: Run, plan: Plan, signal: AbortSignal): Promise<Gathered> {
  const { config, component } = plan;
  const { inputs: given, workspace } = run;
  const choice = uptimeChoice(given, config, component);
  const settings = [component?.uptime, config?.uptime].filter((one) => one !== undefined);
  const { sources, probed } = wantedSources(given, settings, { component: component?.name, isNeeded: plan.stated > 0 });
  const probing = await probes(run, choice, sources, probed, signal);
  const now = probing?.endedAt ?? run.now;
  const network = networkOf(choice, signal);
  const github = { api: githubApi(), token: given['github-token'] };
  const deployment = await deployedSince(workspace, network, deploymentWish(run, plan, choice, github));
  const evidence = await gatherUptime(workspace, network, {
    ...choice,
    sources,
    window: windowOf(plan, choice, now),
    // What was seen after a time that is judged again is no sample of the future.
    now: Math.max(now, currentTime()),
    github,
    maintenance: await plannedMaintenance(given, workspace, settings),
    allowPrivate: given['allow-private'],
    deployedSince: deployment.deployedSince,
    failures: probing?.failures ?? [],
    remarks: deployment.remarks,
  });
  // Where one source is enough, nobody would learn that another one is broken.
  const unneeded = evidence.require === 'any' && evidence.shares.length > 0 ? evidence.failures : [];
  return {
    evidence,
    now,
    warnings: [...longMaintenance(choice), ...remarkFindings([...evidence.remarks, ...unneeded])],
  };
}

/** More maintenance than usual is taken out of what is judged: anybody's right, and everybody's to know. */
function longMaintenance({ maintenanceCapMs }: UptimeChoice): Finding[] {
  if (maintenanceCapMs <= USUAL_MAINTENANCE_MS) return [];
  const [cap, usual] = [maintenanceCapMs, USUAL_MAINTENANCE_MS].map((ms) => formatSeconds(ms / 1000));
  return [
    {
      rule: 'long-maintenance',
      severity: 'low',
      message: `\`maintenance-cap\` lets ${cap} of a window be maintenance, ${usual} are usual`,
      fix: 'Leave it out as soon as the work is done.',
      fingerprint: 'long-maintenance',
    },
  ];
}

function networkOf(
  { timeoutMs = USUAL_TIMEOUT_MS, retries = USUAL_RETRIES }: UptimeChoice,
  signal: AbortSignal,
): UptimeNetwork {
  return {
    ask: (request, { mayBePrivate }) => {
      const patience: HttpPatience = { timeoutMs, retries, mayBePrivate, maxBytes: LARGEST_REPLY, signal };
      return ask(request, patience);
    },
  };
}

/** Undefined when no source is a probe. */
async function probes(
  run: Run,
  choice: UptimeChoice,
  sources: readonly WantedSource[],
  probed: readonly string[],
  signal: AbortSignal,
): Promise<Probing | undefined> {
  const source = sources.find((one) => one.source === 'probe');
  if (!source) return undefined;
  if (run.inputs['as-of'] !== undefined) {
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where: 'input as-of',
      found: 'another time beside `probe`, which looks now',
      expected: 'one of the two',
      fix: 'Judge another time by "source: history".',
    });
  }
  if (source.historyFile !== undefined && isOnBranch(source.historyFile)) {
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where: run.inputs['history-file'] === undefined ? source.where : 'input history-file',
      found: JSON.stringify(source.historyFile),
      expected: 'a path: `probe` adds to a file, and not to a branch',
      fix: 'Check the branch out into a folder, add to the file there, and push it in a step behind this one.',
    });
  }
  return probe(run, choice, source, probed, signal);
}

/** The window that is stated, else the one that the level asks for, else a week. */
function windowOf({ asked }: Plan, choice: UptimeChoice, now: Instant): TimeSpan {
  const ofLevel = asked.map(({ params }) => params.window).find((window) => typeof window === 'string');
  const length = parseDuration(choice.window?.value ?? ofLevel ?? '7d') as number;
  return { from: now - length, to: now };
}
