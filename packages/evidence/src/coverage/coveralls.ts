import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, asString, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * Coveralls JSON: per file a list with one entry a line, null where the line is not executable,
 * and branches as a flat list of (line, block, branch, hits).
 * Source: Coveralls API reference, source_files.
 */
export const coveralls: CoverageFormat = {
  id: 'coveralls',
  title: 'Coveralls JSON',
  wellKnown: ['coveralls.json', '**/coveralls.json'],
  accepts: (head) => /^\s*\{/.test(head) && /"source_files"\s*:/.test(head) && !/"coverage_options"\s*:/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'coveralls');
    const error = builder.error.bind(builder);
    const document = asObject(await readJson(input, error), 'the document', error);
    for (const entry of asArray(document.source_files, 'source_files', error)) {
      const file = asObject(entry, 'an entry of source_files', error);
      builder.file(asString(file.name, 'name', error));
      for (const [index, hits] of asArray(file.coverage, 'coverage', error).entries()) {
        if (hits !== null) builder.line(index + 1, asNumber(hits, `coverage of line ${index + 1}`, error));
      }
      if (file.branches !== undefined) readBranches(asArray(file.branches, 'branches', error), builder);
    }
    return builder.build();
  },
};

function readBranches(flat: readonly unknown[], builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.measures('branch');
  if (flat.length % 4 !== 0) throw error('E_MALFORMED', `${flat.length} numbers in branches`, 'four a branch');
  for (let at = 0; at < flat.length; at += 4) {
    const [line, block, branch, hits] = flat.slice(at, at + 4).map((value) => asNumber(value, 'a branch', error));
    builder.branch(line as number, (block as number) * 65_536 + (branch as number), (hits as number) > 0);
  }
}
