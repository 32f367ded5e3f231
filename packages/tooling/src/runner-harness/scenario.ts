import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const texts = v.record(v.string(), v.string());
const stringList = v.array(v.string());

/** Text of a file, or its lines; a number stands for that many lines `line 1`, `line 2`, ...; `{json}` for a document. */
const content = v.union([
  v.string(),
  v.array(v.string()),
  v.pipe(v.number(), v.integer(), v.minValue(0)),
  v.strictObject({ json: v.unknown() }),
]);
const files = v.record(v.string(), content);

const annotation = v.strictObject({
  type: v.picklist(['error', 'warning', 'notice']),
  /** Part of the message. */
  message: v.optional(v.string()),
  title: v.optional(v.string()),
  file: v.optional(v.string()),
  line: v.optional(v.number()),
  endLine: v.optional(v.number()),
});

const expectation = v.strictObject({
  exitCode: v.picklist([0, 1]),
  /** Exact values of the outputs named. */
  outputs: texts,
  /** Outcome by criterion; `component/criterion` in a report of several. Others may be there. */
  verdicts: v.record(v.string(), v.picklist(['met', 'unmet', 'unknown', 'waived', 'not-applicable'])),
  /** All codes that the report names, in alphabetical order; absent means they do not matter. */
  codes: v.optional(stringList),
  annotations: v.optional(v.array(annotation)),
  /** Annotations that must not be made. */
  annotationsExclude: v.optional(v.array(annotation)),
  /** Parts of the report JSON: of objects the keys named here, of lists every element. */
  report: v.optional(v.unknown()),
  logIncludes: v.optional(stringList),
  logExcludes: v.optional(stringList),
  summaryIncludes: v.optional(stringList),
  summaryExcludes: v.optional(stringList),
  /** Requests that a recorded service has to get, such as `GET /api/v1/query`. */
  asked: v.optional(stringList),
  /** Files that the action writes into the workspace, and texts in them. */
  writes: v.optional(v.record(v.string(), stringList)),
  /** JSON files that the action writes into the workspace, and parts of them as in `report`. */
  documents: v.optional(v.record(v.string(), v.unknown())),
});

const SCENARIO = v.strictObject({
  /** What is shown, as a sentence. */
  description: v.string(),
  inputs: texts,
  /** Runs of the action before this one in the same workspace, each with files that the job makes for it. */
  earlier: v.optional(v.array(v.strictObject({ inputs: texts, untracked: v.optional(files) }))),
  /** Variables that the job sets. */
  environment: v.optional(texts),
  /** `{base}` and `{head}` stand for the commits, here and in inputs. */
  event: v.optional(v.strictObject({ name: v.string(), payload: v.unknown() })),
  /** Steps in order: `commit base`, `commit`, `commit reports`, each with an optional ` at <instant>`; `shallow`. */
  git: v.optional(stringList),
  /** Repository files besides those in the folder `repo/`. */
  files: v.optional(files),
  /** Files of the base commit besides those in `repo-base/`. */
  base: v.optional(files),
  /** Files that the job makes and Git does not know; `{base}` and `{head}` stand for the commits. */
  untracked: v.optional(files),
  /**
   * Replies of a service on loopback by `GET /path`, one after the other; one without a body cuts the connection.
   * `GET /path authorized` is for requests with the header `Authorization`, where there is such an entry.
   * `{service}` stands for its address in inputs, in the environment, in files and in the replies, `{elsewhere}`
   * in the replies for the same by another name.
   */
  service: v.optional(
    v.record(
      v.string(),
      v.array(
        v.strictObject({
          status: v.optional(v.number()),
          headers: v.optional(texts),
          body: v.optional(v.unknown()),
          delayMs: v.optional(v.number()),
        }),
      ),
    ),
  ),
  /** Untracked probe logs, made of stretches of looks; spans are `<from>/<to>`. */
  histories: v.optional(
    v.record(
      v.string(),
      v.array(
        v.strictObject({
          from: v.string(),
          to: v.string(),
          everySeconds: v.number(),
          down: v.optional(stringList),
          absent: v.optional(stringList),
          replica: v.optional(v.string()),
        }),
      ),
    ),
  ),
  /** Untracked copies of files of this project, for real reports: path in the workspace to path here. */
  reports: v.optional(texts),
  /**
   * Files made `count` times with `%n` for the number; a path without `%n` is one file that gets all texts.
   * Repository files in `files`, untracked ones in `untracked`; `around` is what a file begins and ends with.
   */
  repeat: v.optional(
    v.strictObject({
      count: v.number(),
      files: v.optional(files),
      untracked: v.optional(files),
      around: v.optional(v.record(v.string(), v.tuple([v.string(), v.string()]))),
    }),
  ),
  /** Values that must not come out anywhere: log, annotations, summary, outputs, files written. */
  secrets: v.optional(stringList),
  expect: expectation,
});

/** What is written into one file. */
export type Content = v.InferOutput<typeof content>;

/** One run of an action as a folder describes it. */
export type Scenario = v.InferOutput<typeof SCENARIO>;

/** Names of the scenarios below a folder, sorted. */
export function scenarioNames(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

/** Reads the scenario.json of a folder. Throws when it is missing, not complete, or has a key that nothing reads. */
export function readScenario(folder: string): Scenario {
  const path = join(folder, 'scenario.json');
  if (!existsSync(path)) throw new Error(`${path} is missing; every folder of scenarios/ needs one`);
  const parsed = v.safeParse(SCENARIO, JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.output;
  const problems = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'scenario'}: ${issue.message}`);
  throw new Error(`${path}: ${problems.join('; ')}`);
}
