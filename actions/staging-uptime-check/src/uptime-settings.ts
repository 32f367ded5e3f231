import {
  type Component,
  type Config,
  ConfigurationError,
  type Percent,
  parseDuration,
  parsePercent,
  type UptimeSettings,
} from '@maturity-actions/criteria';
import type { Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;

/** Settings that an input, the component or the project may state; the first of them counts. */
export interface UptimeChoice {
  readonly environment: string;
  readonly measure: 'time' | 'requests';
  readonly threshold: Stated<Percent> | undefined;
  /** Spans as written. */
  readonly window: Stated<string> | undefined;
  readonly require: 'all' | 'any';
  readonly replicas: 'any' | 'all' | 'average' | undefined;
  readonly minCoverage: Stated<Percent> | undefined;
  readonly maxOutage: Stated<string> | undefined;
  readonly maxStaleness: Stated<string> | undefined;
  readonly confidence: Stated<NonNullable<Given['confidence']>> | undefined;
  readonly deployedSince: Stated<string> | undefined;
  readonly minRequests: number;
  readonly maintenanceCapMs: number;
  readonly timeoutMs: number | undefined;
  readonly maxLatencyMs: number | undefined;
  readonly retries: number | undefined;
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly probeEveryMs: number | undefined;
  readonly probeForMs: number | undefined;
  readonly expectStatus: string;
  readonly expectBody: string | undefined;
}

/** A value and who states it, for messages. */
export interface Stated<T> {
  readonly value: T;
  readonly where: string;
}

/** Most maintenance of a window, in milliseconds, when nobody says. The figure is ours. */
export const USUAL_MAINTENANCE_MS = 4 * 3_600_000;
const USUAL_REQUESTS = 1000;

/**
 * What is wanted of one subject, by the inputs, then its component, then the project. Throws
 * ConfigurationError E_BAD_INPUT for a span of no length where that would see nothing.
 */
export function uptimeChoice(given: Given, config: Config | undefined, component: Component | undefined): UptimeChoice {
  const written = [component?.uptime, config?.uptime].filter((one) => one !== undefined);
  const stated = statedIn(given, written);
  const text = (key: keyof UptimeSettings & keyof Given): string | undefined => stated(key)?.value;
  const span = (key: keyof UptimeSettings & keyof Given): number | undefined => {
    const one = stated(key);
    return one && positiveSpan(one, key);
  };
  const integer = (key: 'retries' | 'min-requests'): number | undefined =>
    given[key] ?? written.map((one) => one[key]).find((value): value is number => typeof value === 'number');
  return {
    environment: text('environment') ?? 'staging',
    measure: (text('measure') as UptimeChoice['measure'] | undefined) ?? 'time',
    threshold: percentOf(given.threshold, 'threshold', stated('threshold')),
    window: checkedWindow(stated('window')),
    require: (text('require') as UptimeChoice['require'] | undefined) ?? 'all',
    replicas: text('replicas') as UptimeChoice['replicas'],
    minCoverage: percentOf(given['min-coverage'], 'min-coverage', stated('min-coverage')),
    maxOutage: stated('max-outage'),
    maxStaleness: stated('max-staleness'),
    confidence: stated('confidence') as UptimeChoice['confidence'],
    deployedSince: stated('deployed-since'),
    minRequests: integer('min-requests') ?? USUAL_REQUESTS,
    maintenanceCapMs: parseDuration(text('maintenance-cap') ?? '') ?? USUAL_MAINTENANCE_MS,
    timeoutMs: span('timeout'),
    maxLatencyMs: span('max-latency'),
    retries: integer('retries'),
    method: (text('method') ?? 'get').toUpperCase() as UptimeChoice['method'],
    probeEveryMs: span('probe-every'),
    probeForMs: span('probe-for'),
    expectStatus: text('expect-status') ?? '200-299',
    expectBody: text('expect-body'),
  };
}

/** A span in milliseconds that has a length. Throws ConfigurationError E_BAD_INPUT. */
function positiveSpan({ value, where }: Stated<string>, name: string): number {
  const span = parseDuration(value) ?? 0;
  if (span > 0) return span;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where,
    found: `\`${name}\` of ${value}`,
    expected: 'a span above 0',
    fix: `Write a longer one, or leave \`${name}\` out.`,
  });
}

function checkedWindow(window: Stated<string> | undefined): Stated<string> | undefined {
  if (window) positiveSpan(window, 'window');
  return window;
}

function statedIn(given: Given, written: readonly UptimeSettings[]) {
  return (key: keyof UptimeSettings & keyof Given): Stated<string> | undefined => {
    const input = given[key];
    if (typeof input === 'string') return { value: input, where: `input ${key}` };
    const settings = written.find((one) => one[key] !== undefined);
    return settings ? { value: String(settings[key]), where: settings.where } : undefined;
  };
}

function percentOf(
  input: Percent | undefined,
  name: string,
  written: Stated<string> | undefined,
): Stated<Percent> | undefined {
  if (input) return { value: input, where: `input ${name}` };
  const value = written && parsePercent(written.value);
  return written && value ? { value, where: written.where } : undefined;
}
