import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { type Advisory, readAdvisory, unknownAdvisory } from './govulncheck-advisory.ts';
import { isDeeper, readTrace, type Trace } from './govulncheck-trace.ts';

/**
 * The stream of messages that `govulncheck -format json` writes. One finding for each advisory and
 * module, at the deepest trace. Severity of the advisory when it has one (the Go database has none),
 * otherwise by reach: vulnerable symbol called high, package imported medium, module only required
 * low; unknown when the scan did not look deeper. The report of before version 1, one object
 * `{Vulns}`, is refused. Source: golang/vuln, internal/govulncheck.
 */
export const govulncheck: FindingsFormat = {
  id: 'govulncheck',
  title: 'govulncheck JSON',
  fileNames: ['govulncheck*.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.root === 'object' && (shape.has('config.protocol_version') || shape.has('Vulns'));
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'govulncheck');
    const scan: Scan = { level: undefined, run: undefined, advisories: new Map(), traces: new Map() };
    const count = await eachJsonValue(input, builder.error, (value) =>
      readMessage(asObject(value, 'a message', builder.error), scan, builder),
    );
    // What is looked at is told right after the configuration.
    if (count === 1) throw builder.error('E_TRUNCATED', 'only the configuration of a scan', 'its messages');
    for (const trace of scan.traces.values())
      scan.run?.finding(findingOf(trace, scan.advisories.get(trace.advisory) ?? unknownAdvisory(trace.advisory)));
    return builder.build();
  },
};

interface Scan {
  /** How deep this scan looks: `symbol`, `package` or `module`. */
  level: string | undefined;
  run: OpenRun | undefined;
  readonly advisories: Map<string, Advisory>;
  /** The deepest trace of each advisory and module. */
  readonly traces: Map<string, Trace>;
}

/** A message has one key; progress and whatever later versions add only inform. */
function readMessage(message: JsonObject, scan: Scan, builder: FindingsBuilder): void {
  if (Object.hasOwn(message, 'config')) readConfig(asObject(message.config, 'config', builder.error), scan, builder);
  else if (scan.run === undefined) throw refusal(message, builder);
  else if (Object.hasOwn(message, 'SBOM')) readModules(objectOrEmpty(message.SBOM), scan.run);
  else if (Object.hasOwn(message, 'osv')) {
    const advisory = readAdvisory(asObject(message.osv, 'osv', builder.error), builder.error);
    scan.advisories.set(advisory.rule, advisory);
  } else if (Object.hasOwn(message, 'finding')) {
    const trace = readTrace(asObject(message.finding, 'finding', builder.error), scan.level, builder.error);
    const key = JSON.stringify([trace.advisory, trace.module]);
    const known = scan.traces.get(key);
    if (!known || isDeeper(trace, known)) scan.traces.set(key, trace);
  }
}

function readConfig(config: JsonObject, scan: Scan, builder: FindingsBuilder): void {
  const protocol = asString(config.protocol_version, 'protocol_version', builder.error);
  if (!/^v1\b/.test(protocol))
    throw builder.error('E_MALFORMED', `protocol ${JSON.stringify(protocol.slice(0, 20))}`, 'protocol v1');
  scan.run = builder.run('govulncheck', { version: optionalText(config.scanner_version) });
  scan.level = optionalText(config.scan_level);
}

function readModules({ modules }: JsonObject, run: OpenRun): void {
  // Go writes an empty list as null or leaves it out.
  if (!Array.isArray(modules) || modules.length === 0) run.nothing('it looked at no module');
}

function refusal(message: JsonObject, { error }: FindingsBuilder): Error {
  const isOld = Object.hasOwn(message, 'Vulns');
  const found = isOld ? 'the single object that govulncheck wrote before version 1' : 'a message before any config';
  return error('E_MALFORMED', found, 'the stream of govulncheck 1.0 or later, which begins with its config');
}

function findingOf(trace: Trace, advisory: Advisory): Parameters<OpenRun['finding']>[0] {
  const { module, version, fixedIn, path, line } = trace;
  return {
    ...advisory,
    severity: advisory.severity ?? trace.severity,
    category: 'dependency',
    package: { ecosystem: 'golang', name: module, ...(version ? { version } : {}) },
    ...(fixedIn ? { fixedIn } : {}),
    ...(path ? { path } : {}),
    ...(line ? { line } : {}),
  };
}
