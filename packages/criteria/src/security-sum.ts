import { formatDate, type Instant } from './instant.ts';
import type { MeasuredFinding, MeasuredWaiver, SecurityMeasurements } from './security.ts';

/** What a waiver did somewhere counts more than what it did not do elsewhere. */
const STRONGEST: readonly MeasuredWaiver['state'][] = ['used', 'expiring', 'refused', 'expired', 'not-yet', 'unused'];

/**
 * The figures of a whole project whose components were judged each by its own level: a finding is open
 * when it is open for any component, waived when every component that has it accepts it, and due when
 * the first of them wants it. What belongs to no component stays as the project alone says.
 */
export function sumUpSecurity(
  whole: SecurityMeasurements,
  parts: readonly SecurityMeasurements[],
  now: Instant,
): SecurityMeasurements {
  const byName = new Map<string, MeasuredFinding[]>();
  for (const finding of parts.flatMap(({ findings }) => findings)) {
    const known = byName.get(finding.fingerprint);
    if (known) known.push(finding);
    else byName.set(finding.fingerprint, [finding]);
  }
  const findings = whole.findings.map((finding) => united(finding, byName.get(finding.fingerprint) ?? []));
  const hasDeadline = parts.some(({ overdue }) => overdue !== null);
  const { registerRows: _, ...figures } = whole;
  return {
    ...figures,
    waived: findings.filter(({ state }) => state === 'waived').length,
    overdue: hasDeadline ? findings.filter(({ due = now }) => due < now).length : null,
    findings,
    waivers: unitedWaivers([...whole.waivers, ...parts.flatMap(({ waivers }) => waivers)]),
  };
}

function united(whole: MeasuredFinding, parts: readonly MeasuredFinding[]): MeasuredFinding {
  const [first] = parts;
  if (!first || whole.state === 'suppressed') return whole;
  const open = parts.find(({ state }) => state === 'open');
  const dues = parts.flatMap(({ due }) => due ?? []);
  const { due: _, because: __, ...facts } = whole;
  const { state, because } = open ?? first;
  return {
    ...facts,
    state,
    ...(dues.length > 0 ? { due: dues.reduce((a, b) => Math.min(a, b)) } : {}),
    ...(because === undefined ? {} : { because }),
  };
}

function unitedWaivers(waivers: readonly MeasuredWaiver[]): MeasuredWaiver[] {
  const byName = new Map<string, MeasuredWaiver>();
  for (const waiver of waivers) {
    const name = [waiver.where, waiver.id, waiver.scope, formatDate(waiver.expires)].join('\0');
    const known = byName.get(name);
    if (!known || STRONGEST.indexOf(waiver.state) < STRONGEST.indexOf(known.state)) byName.set(name, waiver);
  }
  return [...byName.values()];
}
