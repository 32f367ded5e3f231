import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import { objectOrEmpty, optionalLine, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { checkStatedCount } from './stated-count.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * TruffleHog's JSON lines, of version 3 and of the Python versions before it (`reason`, `stringsFound`).
 * A secret that it verified to be live is critical, any other one high. Nothing that holds a secret is
 * kept. Log lines of the tool may stand in the same stream: its errors are kept, and the counts of its
 * last line may not exceed the findings. A clean scan writes 0 bytes, as one that never ran does, so
 * that is refused as empty; its log in the same file (`2>&1`) tells the two apart. A stream has no end
 * mark: one that is cut between two lines cannot be told. Source: trufflehog, pkg/output/json.go and
 * pkg/engine/engine.go; truffleHog.py of version 2.
 */
export const trufflehog: FindingsFormat = {
  id: 'trufflehog',
  title: 'TruffleHog JSON',
  fileNames: ['trufflehog*.json', 'trufflehog*.jsonl', 'trufflehog*.ndjson'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape === undefined) return false;
    if (shape.has('SourceMetadata', 'SourceID') || shape.has('[].SourceMetadata', '[].SourceID')) return true;
    if (shape.has('branch', 'commit', 'commitHash')) return true;
    return shape.has('level', 'msg') && shape.text('logger') === 'trufflehog';
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'trufflehog');
    const { error } = builder;
    const run = builder.run('trufflehog');
    const log: Log = { lines: 0, errors: 0, stated: undefined };
    let findings = 0;
    await eachJsonValue(input, error, (value) => {
      // Some pipelines gather the lines into a list.
      for (const each of Array.isArray(value) ? value : [value]) {
        const line = asObject(each, 'a line', error);
        if (isLogLine(line)) readLogLine(line, log, run);
        else {
          run.finding(findingOf(line, builder));
          findings++;
        }
      }
    });
    checkStatedCount(log.stated, findings, 'the number of secrets in its log', error);
    if (log.lines > 0 && findings === 0 && log.errors === 0 && log.stated === undefined)
      run.error('its log does not say that it finished scanning');
    return builder.build();
  },
};

/** What the log lines in a stream said. */
interface Log {
  lines: number;
  errors: number;
  /** Secrets that the last line states; undefined when the log does not say that the scan finished. */
  stated: number | undefined;
}

function isLogLine(line: JsonObject): boolean {
  return typeof line.level === 'string' && typeof line.msg === 'string' && !Object.hasOwn(line, 'DetectorName');
}

function readLogLine(line: JsonObject, log: Log, run: OpenRun): void {
  log.lines++;
  if (/^(?:error|fatal|panic|dpanic)/i.test(String(line.level))) {
    log.errors++;
    const text = [line.msg, line.error].map(optionalText).filter(Boolean).join(': ');
    // Clone errors repeat the URL, at times with a token in it.
    run.error(withoutCredentials(text));
  }
  if (line.msg !== 'finished scanning') return;
  const counts = [line.verified_secrets, line.unverified_secrets].filter((count) => typeof count === 'number');
  log.stated = counts.reduce((sum, count) => sum + count, 0);
}

function findingOf(line: JsonObject, { error }: FindingsBuilder): RawFinding {
  if (!Object.hasOwn(line, 'DetectorName') && Object.hasOwn(line, 'reason')) return oldFindingOf(line, error);
  const detector = asString(line.DetectorName, 'DetectorName', error);
  if (typeof line.Verified !== 'boolean')
    throw error('E_MALFORMED', `Verified is ${typeof line.Verified}`, 'true or false');
  return {
    rule: detector,
    category: 'secret',
    severity: line.Verified ? 'critical' : 'high',
    title: optionalText(line.DetectorDescription) ?? `${line.Verified ? 'Live' : 'Unverified'} secret: ${detector}`,
    ...placeOf(objectOrEmpty(objectOrEmpty(line.SourceMetadata).Data)),
    placeId: detector,
  };
}

function oldFindingOf(line: JsonObject, error: FindingsBuilder['error']): RawFinding {
  const path = optionalText(line.path);
  const rule = asString(line.reason, 'reason', error);
  return { rule, category: 'secret', severity: 'high', title: rule, ...(path === undefined ? {} : { path }) };
}

/** Sources whose files are not those of a repository. */
const STORES = /^(?:docker|s3|gcs)$/i;

/** `{Git: {file, line, commit}}`, `{Docker: {image, tag, file}}`; links and repository URLs may hold a token. */
function placeOf(data: JsonObject): Pick<RawFinding, 'path' | 'line' | 'place'> {
  const [kind = '', source] = Object.entries(data).find(([, value]) => isObject(value)) ?? [];
  const { file, filename, line, image, tag, bucket } = objectOrEmpty(source);
  const path = optionalText(file);
  if (path !== undefined && !STORES.test(kind)) return { path, ...optionalLine('line', line) };
  const place = [kind, image, tag, bucket, file ?? filename].map(optionalText).filter(Boolean).join(' ');
  return place === '' ? {} : { place };
}
