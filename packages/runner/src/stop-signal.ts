/**
 * Aborted when the runner asks the process to stop: SIGINT first, SIGTERM 7.5 s later, and 2.5 s after
 * that it is killed. Whoever listens has that long to write what is there.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
