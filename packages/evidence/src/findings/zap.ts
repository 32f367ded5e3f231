import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { zapFinding } from './zap-alert.ts';

/**
 * ZAP's traditional JSON report: one finding for each alert of each site (`zapFinding` says how it is
 * rated). A report without a site is one of a scan that reached nothing. Source: zap-extensions,
 * addOns/reports, traditional-json and traditional-json-plus.
 */
export const zap: FindingsFormat = {
  id: 'zap',
  title: 'ZAP JSON',
  fileNames: ['zap*.json', 'report_json.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    return shape.has('@version', 'site') || shape.has('@programName') || shape.matches(/^site(?:\[\])?\.@name$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'zap');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const producedAt = optionalInstant(document.created);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const run = builder.run('zap', { version: optionalText(document['@version']) });
    // Version 2.7 writes a single site without a list.
    const sites = isObject(document.site) ? [document.site] : asArray(document.site, 'site', error);
    if (sites.length === 0) run.nothing('it looked at no site');
    readInsights(document.insights, run);
    for (const value of sites) readSite(asObject(value, 'a site', error), run, error);
    return builder.build();
  },
};

/** What ZAP noticed about its own run; a limit that was exceeded means that it did not see all. */
function readInsights(value: unknown, run: OpenRun): void {
  for (const each of Array.isArray(value) ? value : []) {
    const { reason, description, statistic } = objectOrEmpty(each);
    if (/^exceeded/i.test(String(reason)))
      run.error(`${optionalText(description) ?? 'a limit was exceeded'}: ${statistic}`);
  }
}

function readSite(site: JsonObject, run: OpenRun, error: ErrorAt): void {
  const name = optionalText(site['@name']) ?? '';
  for (const value of asArray(site.alerts, 'alerts', error)) {
    const alert = asObject(value, 'an alert', error);
    const instances = Array.isArray(alert.instances) ? alert.instances : [];
    run.finding(
      zapFinding({
        plugin: asString(alert.pluginid, 'pluginid', error),
        reference: optionalText(alert.alertRef),
        name: optionalText(alert.name) ?? optionalText(alert.alert) ?? '',
        risk: asString(alert.riskcode, 'riskcode', error),
        confidence: optionalText(alert.confidence) ?? '',
        site: name,
        address: optionalText(objectOrEmpty(instances[0]).uri) ?? '',
        instances: instances.length,
      }),
    );
  }
}
