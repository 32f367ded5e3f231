import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '@maturity-actions/criteria';

/** The time now, for what happens while a run goes on; what is judged is judged at `GateRun.now`. */
export function currentTime(): Instant {
  return Date.now();
}

/** Waits; returns early when the run is stopped. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal ? { signal } : {}).catch(() => {});
}
