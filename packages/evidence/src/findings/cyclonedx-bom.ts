import type { Instant } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import type { ComponentIndex } from './cyclonedx-component.ts';
import { findingsOf, type Vulnerability } from './cyclonedx-vulnerability.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import type { FindingsBuilder } from './findings-builder.ts';
import type { FindingsReport, RawFinding } from './findings-report.ts';
import { kindsOf, toolId } from './scanner-catalog.ts';

/** A CycloneDX document, read from JSON or from XML. */
export interface Bom {
  readonly metadata: JsonObject;
  readonly components: ComponentIndex;
  /** Undefined when the document has no list of them: it is then an inventory, and nobody looked for any. */
  readonly vulnerabilities: readonly Vulnerability[] | undefined;
}

/** Makes the report of a document; the tool that wrote it ran, and what it looked for is in its list. */
export async function reportOf(
  { metadata, components, vulnerabilities }: Bom,
  builder: FindingsBuilder,
): Promise<FindingsReport> {
  const producedAt = optionalInstant(metadata.timestamp);
  if (producedAt !== undefined) builder.facts.producedAt = producedAt;
  const { tool, version } = toolOf(metadata.tools);
  // Without components it is a statement about vulnerabilities (VEX): nobody looked for others.
  const isScan = vulnerabilities !== undefined && components.count > 0;
  const run = builder.run(tool, { version, kinds: isScan ? ['dependencies'] : [] });
  if (vulnerabilities?.length === 0 && components.count === 0) run.nothing('it lists no component that it looked at');
  components.add(metadata.component);
  for (const vulnerability of vulnerabilities ?? [])
    for (const finding of await findingsOf(vulnerability, components)) {
      run.finding(finding);
      closeElsewhere(finding, producedAt, builder);
    }
  return builder.build();
}

/** What is closed here for one version of a package is closed in the reports of other scanners too. */
function closeElsewhere(finding: RawFinding, at: Instant | undefined, builder: FindingsBuilder): void {
  const { rule, ids = [], package: of, suppression } = finding;
  if (!suppression || !of?.version) return;
  const reason = suppression.reason;
  builder.statement({
    ids: [rule, ...ids],
    package: of,
    status: 'closed',
    reason,
    ...(at === undefined ? {} : { at }),
  });
}

/** `[{name, version}]`, or from 1.5 on `{components: [...], services: [...]}`; of several the first known scanner. */
function toolOf(tools: unknown): { tool: string; version: string | undefined } {
  const { components, services } = objectOrEmpty(tools);
  const lists: unknown[] = Array.isArray(tools) ? [tools] : [components, services];
  const named = lists
    .flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []))
    .map(({ name, version }) => ({ tool: toolId(optionalText(name) ?? ''), version: optionalText(version) }))
    .filter(({ tool }) => tool !== '');
  const scanner = named.find(({ tool }) => kindsOf(tool).length > 0);
  return scanner ?? named[0] ?? { tool: 'cyclonedx', version: undefined };
}
