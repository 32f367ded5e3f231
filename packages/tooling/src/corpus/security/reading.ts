import type { SecurityEvidence, SeverityCounts } from '@maturity-actions/criteria';
import { FINDINGS_FORMATS, gatherFindings, memorySource, type Repository } from '@maturity-actions/evidence';
import { isRed } from './strict-judging.ts';

/** What our readers make of a scan report: its open findings, or the code they refuse it with. */
export type Reading =
  | { readonly refused: string }
  | {
      /** Id of our reader. */
      readonly format: string;
      /** Findings that nothing suppresses, before those of one problem are united. */
      readonly bySeverity: SeverityCounts;
      readonly areSecrets: boolean;
      /** Whether the gate is red when it lets nothing through. */
      readonly isRed: boolean;
    };

/**
 * Reads a report as the gate does: the format found by content, or the one that the user names. Throws
 * on anything that is not a documented failure.
 */
export async function readAsGate(path: string, content: Uint8Array, format?: string): Promise<Reading> {
  const evidence = await gatherFindings(repositoryOf(path, content), {
    reports: [{ glob: format === undefined ? path : `${format}=${path}`, where: 'input reports' }],
    formats: FINDINGS_FORMATS,
    honorSuppressions: 'external',
    isFixableOnly: false,
    accepted: [],
    isNewOnly: false,
    readReport: () => {
      throw new Error('no stored report is asked for');
    },
    needsDates: false,
    now: 0,
  });
  return readingOf(evidence);
}

function readingOf(evidence: SecurityEvidence): Reading {
  const { failures, findings, sources } = evidence;
  if (failures[0]) return { refused: failures[0].code };
  const [source] = sources;
  if (!source) throw new Error('neither a report nor a failure');
  return {
    format: source.format,
    bySeverity: source.bySeverity,
    areSecrets: findings.every(({ category }) => category === 'secret'),
    isRed: isRed(evidence),
  };
}

/** A repository of one report in memory, without Git: what it speaks of cannot be looked up. */
function repositoryOf(path: string, content: Uint8Array): Repository {
  return {
    root: '/workspace',
    isGit: false,
    findNamed: async () => [],
    find: async () => [path],
    open: async () => memorySource(path, content),
    files: async () => [],
    head: async () => undefined,
    generated: async () => new Set(),
    diff: () => Promise.reject(new Error('no diff is asked for')),
  };
}
