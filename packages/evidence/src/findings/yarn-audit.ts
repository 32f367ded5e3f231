import type { ByteSource } from '../byte-source.ts';
import { asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { eachJsonValue } from '../text/json-values.ts';
import type { ErrorAt } from '../text/lines.ts';
import { optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import {
  advisoryFinding,
  advisoryNumber,
  advisoryTool,
  ghsaIn,
  readAdvisories,
  statedTotal,
} from './npm-advisories.ts';
import { severityOf } from './severity-words.ts';
import { withoutCredentials } from './url-credentials.ts';

/** Types of the lines that yarn writes beside its audit. */
const LINE_TYPES = /^(?:info|warning|error|verbose|success|step|activity\w*|progress\w*|audit\w+)$/;
/** What yarn 2 and later say of a project without any advisory. */
const NOTHING_FOUND = 'No audit suggestions';

/**
 * `yarn audit --json` of yarn 1 (lines of advisories, each repeated for every path, and a summary at the
 * end), `yarn npm audit --json` of yarn 2 and 3 (the answer of the registry), and of yarn 4 (a line for
 * each advisory, also for deprecated packages; none at all when there is nothing, which looks like no
 * report and is refused). Severity words as they are, `moderate` is medium. Sources: yarn 1,
 * src/cli/commands/audit.js; yarn berry, packages/plugin-npm-cli.
 */
export const yarnAudit: FindingsFormat = {
  id: 'yarn-audit',
  title: 'yarn audit JSON',
  fileNames: ['yarn-audit*.json', 'yarn-audit*.jsonl', 'yarn-audit*.ndjson'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    if (shape.has('value', 'children.ID', 'children.Issue') || advisoryTool(head, path) === 'yarn-audit') return true;
    return shape.has('data') && LINE_TYPES.test(shape.text('type') ?? '');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'yarn-audit');
    const { error } = builder;
    const audit: Audit = { builder, run: builder.run('yarn-audit'), seen: new Set(), problems: [], isDone: false };
    await eachJsonValue(input, error, (value) => readValue(asObject(value, 'a line', error), audit));
    if (!audit.isDone && audit.problems.length > 0)
      throw error('E_SCAN_FAILED', `an error of yarn (${audit.problems[0]?.slice(0, 200)})`, 'an audit report');
    if (!audit.isDone) throw error('E_TRUNCATED', 'lines without a summary at the end', 'a line auditSummary');
    for (const problem of audit.problems) audit.run.error(problem);
    return builder.build();
  },
};

interface Audit {
  readonly builder: FindingsBuilder;
  readonly run: OpenRun;
  /** Advisories by number and package. */
  readonly seen: Set<string>;
  readonly problems: string[];
  /** Whether yarn said what it found, so that nothing more is to come. */
  isDone: boolean;
}

function readValue(value: JsonObject, audit: Audit): void {
  const { error } = audit.builder;
  if (Object.hasOwn(value, 'advisories')) {
    readAdvisories(value, audit.run, audit.builder);
    audit.isDone = true;
  } else if (Object.hasOwn(value, 'children')) {
    audit.run.finding(treeFinding(value, error));
    audit.isDone = true;
  } else readLine(asString(value.type, 'the type of a line', error), value.data, audit);
}

function readLine(type: string, data: unknown, audit: Audit): void {
  if (type === 'auditAdvisory') addAdvisory(data, audit);
  else if (type === 'auditSummary') checkSummary(data, audit);
  else if (type === 'error') audit.problems.push(withoutCredentials(optionalText(data) ?? 'an error without a text'));
  // With nothing to look up the versions in, yarn has audited nothing.
  else if (data === 'No lockfile found.') audit.problems.push(data);
  else if (data === NOTHING_FOUND) audit.isDone = true;
}

function addAdvisory(data: unknown, { builder: { error }, seen, run }: Audit): void {
  const advisory = asObject(asObject(data, 'the data of a line', error).advisory, 'an advisory', error);
  const finding = advisoryFinding(advisory, error);
  const key = `${advisoryNumber(advisory.id, error)} ${finding.package?.name}`;
  if (!seen.has(key)) run.finding(finding);
  seen.add(key);
}

/** The summary counts paths, so that only "none" is the same as no line. With `--summary` or `--level` lines are left out. */
function checkSummary(data: unknown, audit: Audit): void {
  const { error } = audit.builder;
  const stated = statedTotal(data, error);
  const listed = audit.seen.size;
  if (stated === 0 ? listed > 0 : listed === 0)
    throw error('E_CONTRADICTION', `${listed} advisories and a count of ${stated}`, 'lines of every level');
  audit.isDone = true;
}

/** A line of yarn 4. The id of a deprecated package is its name. */
function treeFinding(line: JsonObject, error: ErrorAt): RawFinding {
  const children = asObject(line.children, 'the children of a line', error);
  const url = optionalText(children.URL);
  const versions = texts(children['Tree Versions']);
  return {
    rule: ghsaIn(url) ?? advisoryNumber(children.ID, error),
    category: 'dependency',
    severity: severityOf(children.Severity),
    title: optionalText(children.Issue) ?? '',
    package: {
      ecosystem: 'npm',
      name: asString(line.value, 'the package of a line', error),
      ...(versions.length === 1 ? { version: versions[0] as string } : {}),
    },
    ...(url ? { url } : {}),
  };
}
