import { GateError } from '@maturity-actions/criteria';

/** `CODE where` of each failure that a promise rejects with, in order; empty when it resolves. */
export async function problemsOf(run: Promise<unknown>): Promise<string[]> {
  try {
    await run;
    return [];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.failures.map(({ code, where }) => `${code} ${where}`);
  }
}
