import { ConfigurationError, type Failure, GateError, type Instant } from '@maturity-actions/criteria';
import {
  addressOf,
  historyLine,
  PROBED_BYTES,
  type ProbeExpectation,
  probeExpectation,
  requestHeaders,
  type WantedSource,
} from '@maturity-actions/evidence';
import { currentTime, exchange, type GateRun, type HttpReply, pause } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import type { UptimeChoice } from './uptime-settings.ts';

const USUAL_TIMEOUT_MS = 10_000;
const USUAL_PERIOD_MS = 30_000;

/** What a run of probes leaves. */
export interface Probing {
  /** When it ended: until then there may be samples. */
  readonly endedAt: Instant;
  /** That it was stopped, where it was. */
  readonly failures: readonly Failure[];
}

/** One look at one address. */
interface Look {
  readonly at: Instant;
  readonly ms: number;
  readonly isUp: boolean;
  readonly status: number | undefined;
}

/**
 * Looks at the addresses once, or again and again for `probe-for`, and adds each look to the history
 * at once: what was seen is kept whatever comes. Being out of reach is what is measured; only an
 * address that must not be asked is an error. Throws ConfigurationError, ServiceError E_PRIVATE_ADDRESS,
 * E_FILE_ACCESS.
 */
export async function probe(
  run: GateRun<typeof inputs>,
  choice: UptimeChoice,
  source: WantedSource,
  urls: readonly string[],
  signal: AbortSignal,
): Promise<Probing> {
  const { historyFile = '' } = source;
  requireAddresses(urls);
  const expected = probeExpectation(choice.expectStatus, choice.expectBody, choice.maxLatencyMs);
  const begin = currentTime();
  const end = begin + (choice.probeForMs ?? 0);
  for (let round = 0; ; round++) {
    const looks = await Promise.all(urls.map((url) => lookAt(run, choice, source, url, expected, signal)));
    for (const [index, look] of looks.entries()) {
      if (look) run.workspace.append(historyFile, lineOf(look, urls.length > 1 ? urls[index] : undefined));
    }
    // By the clock of the beginning, so that slow answers do not stretch the period.
    const next = begin + (round + 1) * (choice.probeEveryMs ?? USUAL_PERIOD_MS);
    if (signal.aborted || next >= end) break;
    await pause(Math.max(0, next - currentTime()), signal);
    if (signal.aborted) break;
  }
  return { endedAt: currentTime(), failures: signal.aborted ? [stopped(historyFile)] : [] };
}

/** Undefined when the run was stopped meanwhile. */
async function lookAt(
  { inputs: given }: GateRun<typeof inputs>,
  { method, timeoutMs = USUAL_TIMEOUT_MS, retries = 0 }: UptimeChoice,
  source: WantedSource,
  url: string,
  expected: ProbeExpectation,
  signal: AbortSignal,
): Promise<Look | undefined> {
  const request = { method, url, headers: requestHeaders(source, { accept: '*/*' }) };
  const limits = {
    timeoutMs,
    mayBePrivate: given['allow-private'],
    maxBytes: PROBED_BYTES,
    isBeginningEnough: true,
    signal,
  };
  for (let tries = 0; ; tries++) {
    const at = currentTime();
    const reply = await exchange(request, limits).catch(reasonOf);
    if (reply === 'E_INTERRUPTED') return undefined;
    const ms = currentTime() - at;
    const isUp = typeof reply !== 'string' && isAsExpected(reply, ms, expected);
    if (isUp || tries >= retries) return { at, ms, isUp, status: typeof reply === 'string' ? undefined : reply.status };
  }
}

/** Why there was no answer. Throws what is a mistake of the workflow, and no outage. */
function reasonOf(error: unknown): string {
  const code = error instanceof GateError ? error.failures[0]?.code : undefined;
  if (code === undefined || code === 'E_PRIVATE_ADDRESS') throw error;
  return code;
}

function isAsExpected({ status, body }: HttpReply, ms: number, expected: ProbeExpectation): boolean {
  if (!expected.isStatus(status) || (expected.maxLatencyMs !== undefined && ms > expected.maxLatencyMs)) return false;
  return expected.isBody(new TextDecoder().decode(body));
}

function lineOf({ at, ms, isUp, status }: Look, url: string | undefined): string {
  return historyLine({
    at,
    isUp,
    ms,
    ...(status === undefined ? {} : { status }),
    ...(url === undefined ? {} : { replica: addressOf(url) }),
    source: 'probe',
  });
}

function requireAddresses(urls: readonly string[]): void {
  const bad = urls.filter((url) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol));
  if (bad.length === 0) return;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input url',
    found: JSON.stringify(bad[0]?.slice(0, 80)),
    expected: 'an address that begins with https:// or http://',
    fix: 'Example: url: https://staging.example.org/health',
  });
}

function stopped(historyFile: string): Failure {
  return {
    kind: 'service',
    code: 'E_INTERRUPTED',
    where: 'probe',
    found: 'a run that was stopped',
    expected: 'time until the end of `probe-for`',
    fix: `What was seen until then is in ${historyFile}. Run the step again, or shorten \`probe-for\`.`,
  };
}
