import type { ErrorAt } from '../text/lines.ts';

/**
 * Compares the number of findings that a report states with those that it lists. Throws
 * E_CONTRADICTION when fewer are listed, E_BAD_COUNT when `stated` is no whole number. A report that
 * states none (undefined or null) is taken at its list.
 */
export function checkStatedCount(stated: unknown, listed: number, what: string, error: ErrorAt): void {
  if (stated === undefined || stated === null) return;
  if (typeof stated !== 'number' || !Number.isSafeInteger(stated) || stated < 0)
    throw error('E_BAD_COUNT', `${what} is no count`, 'a whole number of 0 or more');
  if (stated > listed)
    throw error('E_CONTRADICTION', `${what} is ${stated}, and ${listed} are listed`, 'a list of all of them');
}
