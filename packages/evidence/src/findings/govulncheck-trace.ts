import type { Severity } from '@maturity-actions/criteria';
import { asArray, asObject, asString, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalLine, optionalText } from './fields.ts';

/** How deep a vulnerability was found; the names are those of `scan_level`. */
type Reach = 'module' | 'package' | 'symbol';
const SEVERITIES: Readonly<Record<Reach, Severity>> = { module: 'low', package: 'medium', symbol: 'high' };
const REACHES = Object.keys(SEVERITIES);

/** One way on which the code reaches a vulnerability. */
export interface Trace {
  readonly advisory: string;
  readonly module: string;
  readonly version: string | undefined;
  readonly fixedIn: string | undefined;
  readonly reach: Reach;
  /** By reach; unknown when the scan did not look deeper. */
  readonly severity: Severity;
  /** Where the own code begins the way; only when a symbol is called. */
  readonly path?: string;
  readonly line?: number;
}

/** A `finding` message. Its trace begins with the vulnerable symbol and ends in the own code. */
export function readTrace(finding: JsonObject, level: string | undefined, error: ErrorAt): Trace {
  const frames = asArray(finding.trace, 'the trace of a finding', error);
  const vulnerable = asObject(frames[0], 'the first frame of a trace', error);
  const reach = reachOf(vulnerable);
  const position = objectOrEmpty(objectOrEmpty(frames.at(-1)).position);
  const path = optionalText(position.filename);
  return {
    advisory: asString(finding.osv, 'the osv of a finding', error),
    module: asString(vulnerable.module, 'the module of a frame', error),
    version: optionalText(vulnerable.version),
    fixedIn: optionalText(finding.fixed_version),
    reach,
    severity: isFinal(reach, level) ? SEVERITIES[reach] : 'unknown',
    ...(reach === 'symbol' && path ? { path, ...optionalLine('line', position.line) } : {}),
  };
}

/** Whether this trace reaches deeper into the module. */
export function isDeeper(one: Trace, other: Trace): boolean {
  return REACHES.indexOf(one.reach) > REACHES.indexOf(other.reach);
}

function reachOf(frame: JsonObject): Reach {
  if (optionalText(frame.function)) return 'symbol';
  return optionalText(frame.package) ? 'package' : 'module';
}

/** Whether the scan would have seen it if the code reached deeper. */
function isFinal(reach: Reach, level: string | undefined): boolean {
  return reach === 'symbol' || REACHES.indexOf(reach) < REACHES.indexOf(level ?? '');
}
