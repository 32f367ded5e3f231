import type { Finding } from './finding.ts';
import { formatDate } from './instant.ts';
import type { AcceptedRisk, MeasuredWaiver, SecurityMeasurements } from './security.ts';

const TEXTS: Readonly<Record<MeasuredWaiver['state'], ((waiver: MeasuredWaiver) => string) | undefined>> = {
  used: undefined,
  expiring: ({ expires }) => `ends on ${formatDate(expires)}`,
  refused: ({ why }) => `does not count: it ${why}`,
  unused: () => 'excuses nothing: no finding has this id and scope',
  expired: ({ expires }) => `expired on ${formatDate(expires)}`,
  'not-yet': () => 'does not count yet',
};

/** Warnings about accepted risks: those that end soon, have ended, are refused, or excuse nothing. */
export function waiverFindings({ waivers, isComplete }: SecurityMeasurements): Finding[] {
  // A report that could not be read may hold what the waiver is for.
  const known = waivers.filter(({ state }) => isComplete || state !== 'unused');
  return known.flatMap((waiver) => {
    const text = TEXTS[waiver.state]?.(waiver);
    if (text === undefined) return [];
    const fix = waiver.state === 'expiring' ? 'Fix the finding, or renew the waiver in time.' : 'Correct or remove it.';
    return [waiverFinding(`waiver-${waiver.state}`, waiver, text, fix)];
  });
}

/** What a change does to accepted risks; they count once it is merged. */
export function changedRisks(before: readonly AcceptedRisk[], after: readonly AcceptedRisk[]): Finding[] {
  const key = ({ where: _, ...risk }: AcceptedRisk): string => JSON.stringify(risk, Object.keys(risk).sort());
  const [old, now] = [new Set(before.map(key)), new Set(after.map(key))];
  const added = after.filter((risk) => !old.has(key(risk)));
  const removed = before.filter((risk) => !now.has(key(risk)));
  return [
    ...added.map((risk) =>
      waiverFinding(
        'waiver-added',
        risk,
        'is added or changed here, and counts once it is merged',
        'Have it reviewed.',
      ),
    ),
    ...removed.map((risk) =>
      waiverFinding(
        'waiver-removed',
        risk,
        'is removed or changed here, and counts until that is merged',
        'Have it reviewed.',
      ),
    ),
  ];
}

function waiverFinding(
  rule: string,
  { id, scope, owner, where }: Pick<AcceptedRisk, 'id' | 'scope' | 'owner' | 'where'>,
  text: string,
  fix: string,
): Finding {
  const place = /^([^:]+):(\d+)$/.exec(where);
  return {
    rule,
    severity: 'low',
    message: `waiver of ${id}${scope ? ` for ${scope}` : ''} by ${owner} ${text}`,
    fix,
    ...(place ? { at: { path: place[1] as string, line: Number(place[2]) } } : {}),
    fingerprint: `${rule}:${where}:${id}`,
  };
}
