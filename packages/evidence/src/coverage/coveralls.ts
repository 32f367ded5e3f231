import { type Instant, parseInstant } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { asCount } from './istanbul-summary.ts';
import { identityOf, ReportBuilder } from './report-builder.ts';

/**
 * Coveralls JSON: per file a list with one entry a line, null where the line is not executable,
 * and branches as a flat list of (line, block, branch, hits). excoveralls writes the same without
 * branches; its settings, which are also called coveralls.json, are not a report.
 * Source: Coveralls API reference, source_files; excoveralls, json.ex.
 */
export const coveralls: CoverageFormat = {
  id: 'coveralls',
  title: 'Coveralls JSON',
  fileNames: ['coveralls.json', 'excoveralls.json'],
  accepts: (head) => /^\s*\{/.test(head) && /"source_files"\s*:/.test(head) && !/"coverage_options"\s*:/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'coveralls');
    const error = builder.error.bind(builder);
    const document = asObject(await readJson(input, error), 'the document', error);
    const producedAt = runAt(document.run_at);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    for (const entry of asArray(document.source_files, 'source_files', error)) {
      const file = asObject(entry, 'an entry of source_files', error);
      builder.file(asString(file.name, 'name', error));
      for (const [index, hits] of asArray(file.coverage, 'coverage', error).entries()) {
        if (hits !== null) builder.line(index + 1, asNumber(hits, `coverage of line ${index + 1}`, error));
      }
      if (file.branches !== undefined && file.branches !== null)
        readBranches(asArray(file.branches, 'branches', error), builder);
    }
    return builder.build();
  },
};

/** `2026-01-13 19:59:15 UTC` or `+0000`; undefined for anything else. */
function runAt(value: unknown): Instant | undefined {
  if (typeof value !== 'string') return undefined;
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d) ?(?:(UTC|Z)|([+-]\d\d):?(\d\d))$/.exec(value);
  if (!match) return undefined;
  return parseInstant(`${match[1]}T${match[2]}${match[3] ? 'Z' : `${match[4]}:${match[5]}`}`);
}

function readBranches(flat: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.measures('branch');
  if (flat.length % 4 !== 0) throw error('E_MALFORMED', `${flat.length} numbers in branches`, 'four a branch');
  for (let at = 0; at < flat.length; at += 4) {
    const [line, block, branch] = flat
      .slice(at, at + 3)
      .map((value) => asCount(value, 'a number of a branch', error)) as [number, number, number];
    const hits = asNumber(flat[at + 3], `the count of a branch of line ${line}`, error);
    if (hits < 0)
      builder.remark('E_NEGATIVE_HITS', `a branch of line ${line} taken ${hits} times`, 'counted as not taken');
    const isSmall = block < 65_536 && branch < 65_536;
    builder.branch(line, isSmall ? block * 65_536 + branch : identityOf(`${block},${branch}`), hits > 0);
  }
}
