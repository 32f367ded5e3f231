import type { Severity } from '@maturity-actions/criteria';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';
import { webPlace } from './web-place.ts';

/** One alert of ZAP, as JSON and XML state it alike. */
export interface ZapAlert {
  readonly plugin: string;
  /** Newer versions: the plugin and which of its alerts it is, `10055-4`. */
  readonly reference?: string | undefined;
  readonly name: string;
  readonly risk: string;
  readonly confidence: string;
  readonly site: string;
  /** Address of the first instance; empty without one. */
  readonly address: string;
  readonly instances: number;
}

const RISKS: Readonly<Record<string, Severity>> = { '0': 'info', '1': 'low', '2': 'medium', '3': 'high' };

/**
 * The finding of one alert of one site, shown at its first address, its other instances counted. Risk
 * 3, 2, 1, 0 is high, medium, low, info: ZAP has no critical. Confidence 0 is what a user marks as a
 * false positive. Requests, attacks and evidence are not kept. Source: zaproxy, core scanner Alert.java.
 */
export function zapFinding(alert: ZapAlert): RawFinding {
  const place = webPlace(alert.address || alert.site);
  const reference = alert.reference || alert.plugin;
  return {
    rule: reference,
    ids: [alert.plugin],
    category: 'web',
    severity: severityOf(alert.risk, RISKS),
    title: alert.instances > 1 ? `${alert.name} (${alert.instances} places)` : alert.name,
    ...(place === '' ? {} : { place }),
    // One plugin raises several alerts, which older versions tell apart by name only; the title counts, so it changes.
    placeId: alert.name,
    ...(alert.confidence === '0'
      ? { suppression: { kind: 'external', reason: 'marked as a false positive in ZAP' } as const }
      : {}),
  };
}
