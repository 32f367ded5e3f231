import type { Suppression } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { alertsOf } from './github-alerts.ts';

/**
 * Secret scanning alerts as GitHub's REST API lists them. A secret that is still valid
 * (`validity: active`) is critical, any other one high. `revoked` alerts are fixed and left out, those
 * resolved in any other way are suppressed, all others are open. The secret itself is not kept.
 * Clean is `[]`. Source: REST API, "Secret scanning", list alerts for a repository.
 */
export const githubSecretScanning: FindingsFormat = {
  id: 'github-secret-scanning',
  title: 'GitHub secret scanning alerts',
  fileNames: ['secret-scanning-alerts*.json', 'github-secret-scanning*.json'],
  accepts(head, path) {
    if (isCleanForm(head, path, '[]', /secret-scanning/)) return true;
    const shape = jsonHead(head);
    if (shape?.root !== 'list') return false;
    return ['[]', '[][]'].some(
      (alert) => shape.has(`${alert}.locations_url`, `${alert}.state`) || shape.has(`${alert}.secret_type`),
    );
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'github-secret-scanning');
    const { error } = builder;
    const alerts = alertsOf(await readJson(input, error), error);
    const run = builder.run('github-secret-scanning');
    for (const value of alerts) readAlert(asObject(value, 'an alert', error), run, builder);
    return builder.build();
  },
};

function readAlert(alert: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const isResolved = asString(alert.state, 'the state of an alert', error) === 'resolved';
  const type = asString(alert.secret_type, 'the secret_type of an alert', error);
  if (isResolved && alert.resolution === 'revoked') return;
  const url = optionalText(alert.html_url);
  const created = optionalInstant(alert.created_at);
  run.finding({
    rule: type,
    category: 'secret',
    severity: alert.validity === 'active' ? 'critical' : 'high',
    title: optionalText(alert.secret_type_display_name) ?? type,
    ...placeOf(alert, url),
    ...(created === undefined ? {} : { firstSeen: { at: created, from: 'alert' } }),
    ...(url === undefined ? {} : { url, placeId: url }),
    ...(isResolved ? { suppression: resolutionOf(alert) } : {}),
  });
}

/** The first place where it was found; alerts of older servers name none. */
function placeOf(alert: JsonObject, url: string | undefined): { path?: string; line?: number; place?: string } {
  const location = objectOrEmpty(alert.first_location_detected);
  const path = optionalText(location.path);
  if (path !== undefined) return { path, ...optionalLine('line', location.start_line) };
  return url === undefined ? {} : { place: url };
}

function resolutionOf(alert: JsonObject): Suppression {
  const reason = [alert.resolution, alert.resolution_comment].map(optionalText).filter(Boolean).join(': ');
  return { kind: 'external', reason: reason || 'resolved without a reason' };
}
