import type { ByteSource } from '../byte-source.ts';
import { asArray, asNumber, asObject, type JsonObject, readJson } from '../text/json.ts';
import type { CoverageFormat } from './format.ts';
import { statedCount } from './istanbul-summary.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * grcov's covdir: a tree of folders whose leaves have one entry a line, -1 where nothing is
 * executable. The names from the root down make the path. Throws E_TOO_DEEP beyond 256 folders.
 * Source: grcov, covdir.rs.
 */
export const covdir: CoverageFormat = {
  id: 'covdir',
  title: 'grcov covdir',
  fileNames: ['covdir.json'],
  accepts: (head) =>
    /^\s*\{\s*"children"\s*:\s*\{\s*["}]/.test(head) ||
    /^\s*\{(?=[\s\S]*"linesTotal"\s*:)[\s\S]*"coveragePercent"\s*:/.test(head),
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, 'covdir');
    const error = builder.error.bind(builder);
    const root = asObject(await readJson(input, error), 'the document', error);
    const line = statedCount(root.linesCovered, root.linesTotal);
    if (line) builder.facts.stated = { line };
    readNode(root, typeof root.name === 'string' ? root.name : '', 0, builder);
    return builder.build();
  },
};

const MAX_DEPTH = 256;

function readNode(node: JsonObject, path: string, depth: number, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  if (depth > MAX_DEPTH) throw error('E_TOO_DEEP', `more than ${MAX_DEPTH} folders in one another`, 'a source tree');
  if (node.coverage !== undefined) readLines(asArray(node.coverage, 'coverage', error), path, builder);
  else if (node.children === undefined)
    throw error('E_MALFORMED', 'an entry with neither children nor coverage', 'one of them');
  if (node.children === undefined) return;
  for (const [key, value] of Object.entries(asObject(node.children, 'children', error))) {
    const child = asObject(value, 'an entry of children', error);
    const name = typeof child.name === 'string' && child.name !== '' ? child.name : key;
    readNode(child, path === '' || path.endsWith('/') ? path + name : `${path}/${name}`, depth + 1, builder);
  }
}

function readLines(hits: readonly unknown[], path: string, builder: ReportBuilder): void {
  const error = builder.error.bind(builder);
  builder.file(path);
  for (const [index, value] of hits.entries()) {
    const count = asNumber(value, `the count of line ${index + 1}`, error);
    if (count !== -1) builder.line(index + 1, count);
  }
}
