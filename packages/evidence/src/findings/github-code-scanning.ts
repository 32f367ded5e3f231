import type { Severity } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText, texts } from './fields.ts';
import { categoryOf } from './finding-category.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { alertsOf, isApiError } from './github-alerts.ts';
import { packageInMessage } from './sarif-package.ts';
import { toolId } from './scanner-catalog.ts';
import { severityOf } from './severity-words.ts';

/** `rule.severity`: how the rule's author marks it, where nobody rated its risk. */
const LEVELS: Readonly<Record<string, Severity>> = { error: 'high', warning: 'medium', note: 'low', none: 'info' };

/**
 * Code scanning alerts as GitHub's REST API lists them. `rule.security_severity_level`, else
 * `rule.severity`: error high, warning medium, note low, none info; both may be null, which is unknown.
 * Fixed alerts are left out, dismissed ones are suppressed, all others are open. An empty list says
 * that there was an analysis and no alert: without any analysis the API answers with an error.
 * The list names only the tools that have alerts. Source: REST API, "Code scanning", list alerts.
 */
export const githubCodeScanning: FindingsFormat = {
  id: 'github-code-scanning',
  title: 'GitHub code scanning alerts',
  fileNames: ['code-scanning-alerts*.json', 'github-code-scanning*.json'],
  accepts(head, path) {
    if (isApiError(head) || isCleanForm(head, path, '[]', /code-scanning/)) return true;
    const shape = jsonHead(head);
    if (shape?.root !== 'list') return false;
    return shape.has('[].rule.id', '[].state') || shape.has('[][].rule.id', '[][].state');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'github-code-scanning');
    const { error } = builder;
    const alerts = alertsOf(await readJson(input, error), error);
    builder.run('github-code-scanning');
    const runs = new Map<string, OpenRun>();
    for (const value of alerts) readAlert(asObject(value, 'an alert', error), runs, builder);
    return builder.build();
  },
};

function readAlert(alert: JsonObject, runs: Map<string, OpenRun>, builder: FindingsBuilder): void {
  const { error } = builder;
  const state = asString(alert.state, 'the state of an alert', error);
  const tool = objectOrEmpty(alert.tool);
  const id = toolId(optionalText(tool.name) ?? '') || 'github-code-scanning';
  // One analysis is one version; alerts that a later one still shows keep the version of their own.
  const run = runs.get(id) ?? builder.run(id, { version: optionalText(tool.version) });
  runs.set(id, run);
  if (state === 'fixed') return;
  const finding = findingOf(alert, asObject(alert.rule, 'the rule of an alert', error), id, builder);
  const reason = [alert.dismissed_reason, alert.dismissed_comment].map(optionalText).filter(Boolean).join(': ');
  const suppression = { kind: 'external', reason: reason || 'dismissed without a reason' } as const;
  run.finding(state === 'dismissed' ? { ...finding, suppression } : finding);
}

function findingOf(alert: JsonObject, rule: JsonObject, tool: string, { error }: FindingsBuilder): RawFinding {
  const id = asString(rule.id, 'the id of a rule', error);
  const category = categoryOf(
    tool,
    id,
    texts(rule.tags).map((tag) => tag.toLowerCase()),
  );
  const instance = objectOrEmpty(alert.most_recent_instance);
  const location = objectOrEmpty(instance.location);
  const words = optionalText(rule.description) ?? optionalText(rule.name) ?? id;
  const message = optionalText(objectOrEmpty(instance.message).text) ?? words;
  const created = optionalInstant(alert.created_at);
  const path = optionalText(location.path);
  const url = optionalText(alert.html_url);
  const level = optionalText(rule.security_severity_level);
  return {
    rule: id,
    category,
    severity: level === undefined ? severityOf(rule.severity, LEVELS) : severityOf(level),
    // Messages of secret scanners may quote what they found; the rule's own words do not.
    title: category === 'secret' ? words : message,
    ...(path === undefined ? {} : { path }),
    ...optionalLine('line', location.start_line),
    ...optionalLine('endLine', location.end_line),
    ...optionalLine('column', location.start_column),
    ...(category === 'dependency' ? packageInMessage(tool, message) : {}),
    ...(created === undefined ? {} : { firstSeen: { at: created, from: 'alert' } }),
    ...(url === undefined ? {} : { url }),
  };
}
