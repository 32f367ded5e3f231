import { SEVERITIES, type SeverityCounts } from '@maturity-actions/criteria';
import type { Comparison } from '../agreement.ts';
import type { CorpusDomain } from '../domain.ts';
import type { CorpusEntry } from '../entry.ts';
import { SECURITY_RULES } from './documented-rules.ts';
import { ourFormat } from './format-names.ts';
import { type Reading, readAsGate } from './reading.ts';

/** One scan report of the corpus and what is known about it, as its security.json says. */
interface SecurityEntry extends CorpusEntry {
  /** Open findings, by the severity that the tool itself gives them where that is stated; null where nothing is. */
  readonly expected: { readonly total: number; readonly by_severity: SeverityCounts | null } | null;
  /** Why this report must not pass. */
  readonly must?: string;
  readonly extra?: { readonly category?: string };
}

const SECRETS = 'a leaked secret is high, or critical when the tool saw that it is live; the corpus gives it no rating';
const NAMED = 'several tools write the same empty document, so its format has to be named: `<format>=<path>`';

/**
 * Scan reports: open findings in total and by severity; a report that must not pass is refused, or red
 * in a gate that lets nothing through; one of which nothing is stated is read or refused with a code.
 */
export const security: CorpusDomain<SecurityEntry> = {
  name: 'security',
  list: 'security.json',
  owns: ({ format }) => format !== 'cvss-vectors',
  rules: SECURITY_RULES,
  async compare(entry, content) {
    const found = await readAsGate(entry.file, content);
    if (!isUndecided(found, content)) return compared(entry, found, undefined);
    return compared(entry, await readAsGate(entry.file, content, ourFormat(entry.format)), NAMED);
  },
};

/** Whether it is an empty document whose name does not say which tool found nothing. */
function isUndecided(reading: Reading, content: Uint8Array): boolean {
  if (!('refused' in reading) || !['E_UNKNOWN_FORMAT', 'E_AMBIGUOUS_FORMAT'].includes(reading.refused)) return false;
  return ['[]', '{}', 'null'].includes(new TextDecoder().decode(content).replace(/\s/g, ''));
}

function compared(entry: SecurityEntry, reading: Reading, named: string | undefined): Comparison {
  const { expected, must } = entry;
  const ours = 'refused' in reading ? reading.refused : foundText(entry, reading);
  if (must !== undefined) {
    const isRed = 'refused' in reading || reading.isRed;
    return { expected: must, ours: isRed ? `${ours}, red` : ours, isEqual: isRed, against: 'stated' };
  }
  if (!expected) return { expected: 'reads or is refused', ours, isEqual: true, against: 'nothing', onPurpose: named };
  const { total, by_severity: stated } = expected;
  const wanted = { expected: stated ? countsText(stated) : String(total), ours, against: 'stated' as const };
  if ('refused' in reading) return { ...wanted, isEqual: false };
  const isTotal = reading.format === ourFormat(entry.format) && totalOf(reading.bySeverity) === total;
  const isSame = !stated || SEVERITIES.every((severity) => reading.bySeverity[severity] === stated[severity]);
  if (isSame || entry.extra?.category !== 'secret') return { ...wanted, isEqual: isTotal && isSame, onPurpose: named };
  return { ...wanted, isEqual: isTotal && reading.areSecrets, onPurpose: SECRETS };
}

function foundText(entry: SecurityEntry, { format, bySeverity }: Exclude<Reading, { refused: string }>): string {
  return `${countsText(bySeverity)}${format === ourFormat(entry.format) ? '' : ` as ${format}`}`;
}

/** `3: 1 high, 2 low`. */
function countsText(counts: SeverityCounts): string {
  const some = SEVERITIES.filter((severity) => counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${severity}`,
  );
  return some.length === 0 ? '0' : `${totalOf(counts)}: ${some.join(', ')}`;
}

const totalOf = (counts: SeverityCounts): number => SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
