import * as core from '@actions/core';

/** Asks the runner to mask a secret wherever it might come up in the log. Outside of a runner nobody would: nothing is printed. */
export function maskSecret(secret: string, environment: NodeJS.ProcessEnv = process.env): void {
  if (environment.GITHUB_ACTIONS === 'true' && secret.trim() !== '') core.setSecret(secret);
}
