import { isObject, type JsonObject } from '../text/json.ts';
import type { ComponentIndex } from './cyclonedx-component.ts';
import { findingsOf, type Vulnerability } from './cyclonedx-vulnerability.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import type { FindingsBuilder } from './findings-builder.ts';
import type { FindingsReport } from './findings-report.ts';
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
  const run = builder.run(tool, { version, kinds: vulnerabilities ? ['dependencies'] : [] });
  if (vulnerabilities?.length === 0 && components.count === 0) run.error('it lists no component that it looked at');
  components.add(metadata.component);
  for (const vulnerability of vulnerabilities ?? [])
    for (const finding of await findingsOf(vulnerability, components)) run.finding(finding);
  return builder.build();
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
