import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { CompactResults, SarifCompactor } from './sarif-result.ts';
import { SarifRun } from './sarif-run.ts';
import { toolId } from './scanner-catalog.ts';
import { withoutCode } from './secret-text.ts';

/**
 * SARIF 2.1.0, also of several runs. Results of a kind other than `fail` and those that are absent
 * from this run are no findings. A run that failed without results, or a file without runs, says
 * nothing and is refused; a run that failed with results is counted and has an error. The severity of
 * a result is judged in `SarifRun`. Source: SARIF 2.1.0 (OASIS), sections named in the code.
 */
export const sarif: FindingsFormat = {
  id: 'sarif',
  title: 'SARIF 2.1.0',
  fileNames: ['*.sarif', '*.sarif.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    const isNamed = /sarif/i.test(shape.text('$schema') ?? '');
    return isNamed || shape.has('runs[].tool') || shape.has('runs[].results') || shape.has('version', 'runs');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'sarif');
    const { error } = builder;
    const results: CompactResults[] = [];
    const compactor = new SarifCompactor(error);
    const document = asObject(
      // Results may come before the rules that they name, so they wait for their run in a short form.
      await scanJson(input, error, {
        'runs[].results[]': (result, _, [run = 0]) => {
          results[run] ??= new CompactResults();
          compactor.add(asObject(result, 'a result', error), results[run]);
        },
      }),
      'the document',
      error,
    );
    requireVersion(document, builder);
    const runs = asArray(document.runs, 'runs', error).map((run) => asObject(run, 'a run', error));
    if (runs.length === 0) throw error('E_NO_RUNS', 'a report without a single run', 'the run of a scanner');
    for (const [index, run] of runs.entries()) {
      readRun(run, results[index] ?? new CompactResults(), builder);
      // What a run is read from is not needed beside what was made of it.
      results[index] = new CompactResults();
    }
    return builder.build();
  },
};

/** What this gate calls itself: its output is no evidence. */
const OWN = 'maturity-actions-security-gate';

function requireVersion({ version }: JsonObject, { error }: FindingsBuilder): void {
  const text = asString(version, 'version', error);
  if (!/^2\.[12](?:\.|$)/.test(text))
    throw error('E_WRONG_FORMAT', `SARIF version ${JSON.stringify(text.slice(0, 40))}`, 'version 2.1.0');
}

function readRun(document: JsonObject, results: CompactResults, builder: FindingsBuilder): void {
  const { error } = builder;
  const tool = asObject(document.tool, 'the tool of a run', error);
  const driver = asObject(tool.driver, 'the driver of a run', error);
  const id = toolId(asString(driver.name, 'the name of a driver', error));
  if (id === OWN) throw error('E_WRONG_FORMAT', 'the SARIF that this gate wrote', 'the report of a scanner');
  const version = optionalText(driver.semanticVersion) ?? optionalText(driver.version);
  const run = builder.run(id, { version });
  const problems = runProblems(document, error);
  // 3.14.23: without the list the tool does not say that it looked; an empty list says that it found nothing.
  if (!Array.isArray(document.results)) problems.push('it states no list of results');
  if (problems.length > 0 && results.stated === 0)
    throw error('E_SCAN_FAILED', `a failed run of ${id} (${problems[0]?.slice(0, 120)})`, 'a run that ended well');
  for (const problem of problems) run.error(problem);
  readFacts(document, builder);
  const sarifRun = new SarifRun(document, id, builder);
  results.each((result, extras, kind) => sarifRun.add(result, extras, kind, run));
}

/** What a run says went wrong (3.20.14, 3.20.21, 3.20.22): its results may be incomplete. */
function runProblems(document: JsonObject, error: ErrorAt): string[] {
  const objects = (list: unknown, what: string): JsonObject[] =>
    asArray(list ?? [], what, error).map((one) => asObject(one, `an entry of ${what}`, error));
  return objects(document.invocations, 'invocations').flatMap((invocation) => {
    const notifications = ['toolExecutionNotifications', 'toolConfigurationNotifications']
      .flatMap((key) => objects(invocation[key], key))
      .filter(({ level }) => typeof level === 'string' && level.toLowerCase() === 'error');
    const texts = notifications.map(
      ({ message, descriptor }) =>
        withoutCode(optionalText(objectOrEmpty(message).text) ?? optionalText(objectOrEmpty(descriptor).id) ?? '') ||
        'an error',
    );
    const { executionSuccessful: ended = true } = invocation;
    return ended === true ? texts : [...texts, 'it says that it did not end well'];
  });
}

function readFacts(document: JsonObject, { facts }: FindingsBuilder): void {
  const invocations = Array.isArray(document.invocations) ? document.invocations.filter(isObject) : [];
  for (const invocation of invocations) {
    const ended = optionalInstant(invocation.endTimeUtc) ?? optionalInstant(invocation.startTimeUtc);
    // A report is as old as its oldest run.
    if (ended !== undefined) facts.producedAt = Math.min(ended, facts.producedAt ?? ended);
  }
  const origins = Array.isArray(document.versionControlProvenance) ? document.versionControlProvenance : [];
  const revision = optionalText(objectOrEmpty(origins[0]).revisionId);
  if (revision !== undefined && /^[0-9a-f]{40,64}$/i.test(revision)) facts.commit = revision.toLowerCase();
}
