import type { Instant } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { listOf, ProductTree } from './csaf-product.ts';
import { type ProductStatus, productStatuses, severities } from './csaf-vulnerability.ts';
import { objectOrEmpty, optionalInstant, optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';

/**
 * CSAF 2.0 and 2.1: VEX documents and security advisories. One open finding for each product that is or
 * may be affected, one statement for each product. A statement names a package of a version only:
 * without one it may be about a range, or about the build of one distribution. It is no scan, and
 * shows none. Source: CSAF 2.0 and 2.1 (OASIS), /document, /product_tree, /vulnerabilities.
 */
export const csaf: FindingsFormat = {
  id: 'csaf',
  title: 'CSAF',
  fileNames: ['csaf*.json', '*.csaf.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    return shape.has('document.csaf_version') || /\/csaf\/v2\.\d\/schema\//.test(shape.text('$schema') ?? '');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'csaf');
    const { error } = builder;
    const root = asObject(await readJson(input, error), 'the document', error);
    const document = asObject(root.document, 'document', error);
    const version = asString(document.csaf_version, 'csaf_version', error);
    if (!version.startsWith('2.'))
      throw error('E_WRONG_FORMAT', `CSAF ${JSON.stringify(version.slice(0, 20))}`, 'CSAF 2.0 or 2.1');
    const releasedAt = optionalInstant(objectOrEmpty(document.tracking).current_release_date);
    if (releasedAt !== undefined) builder.facts.producedAt = releasedAt;
    const run = builder.run('csaf', { kinds: [] });
    const tree = new ProductTree(objectOrEmpty(root.product_tree));
    // A document may be about something else than vulnerabilities.
    for (const value of root.vulnerabilities === undefined
      ? []
      : asArray(root.vulnerabilities, 'vulnerabilities', error))
      await readVulnerability(asObject(value, 'a vulnerability', error), { tree, run, builder, releasedAt });
    return builder.build();
  },
};

interface Context {
  readonly tree: ProductTree;
  readonly run: OpenRun;
  readonly builder: FindingsBuilder;
  readonly releasedAt: Instant | undefined;
}

async function readVulnerability(vulnerability: JsonObject, context: Context): Promise<void> {
  const { tree, run, builder } = context;
  const finding = findingOf(vulnerability, builder);
  const statuses = productStatuses(vulnerability, tree, builder.error);
  // What is affected is not said: then nothing is known to be safe.
  if (statuses.length === 0) run.finding(finding);
  const rated = await severities(vulnerability, tree);
  const fixable = fixability(vulnerability, tree);
  for (const status of statuses) {
    addStatement(finding, status, context);
    if (status.reason === undefined) {
      const isFixable = fixable.get(status.product);
      const named = tree.packageOf(status.product);
      run.finding({
        ...finding,
        severity: rated.get(status.product) ?? 'unknown',
        ...(named === undefined ? { place: tree.nameOf(status.product) } : { package: named }),
        ...(isFixable === undefined ? {} : { isFixable }),
      });
    }
  }
}

function findingOf(vulnerability: JsonObject, { error }: FindingsBuilder): RawFinding {
  const ids = listOf(vulnerability.ids).flatMap(({ text }) => optionalText(text) ?? []);
  const note = listOf(vulnerability.notes).find(({ category }) => category === 'description' || category === 'summary');
  const publishedAt = optionalInstant(vulnerability.disclosure_date ?? vulnerability.release_date);
  const url = listOf(vulnerability.references).flatMap((reference) => optionalText(reference.url) ?? [])[0];
  return {
    rule: asString(vulnerability.cve ?? ids[0], 'the id of a vulnerability', error),
    ids,
    category: 'dependency',
    severity: 'unknown',
    title: optionalText(vulnerability.title) ?? optionalText(note?.text) ?? '',
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(url === undefined ? {} : { url }),
  };
}

/** Open ones too: they outdate what an older document closed. */
function addStatement(
  { rule, ids = [] }: RawFinding,
  { product, status, reason }: ProductStatus,
  context: Context,
): void {
  const named = context.tree.packageOf(product);
  context.builder.statement({
    ids: [...new Set([rule, ...ids])],
    status: reason === undefined ? 'open' : 'closed',
    reason: reason ?? status,
    ...(named?.version === undefined ? {} : { package: named }),
    ...(context.releasedAt === undefined ? {} : { at: context.releasedAt }),
  });
}

/** Whether there is a fix, by product; absent when no remediation says so. */
function fixability(vulnerability: JsonObject, tree: ProductTree): Map<string, boolean> {
  const fixable = new Map<string, boolean>();
  for (const remediation of listOf(vulnerability.remediations)) {
    const isFix = remediation.category === 'vendor_fix';
    if (!isFix && remediation.category !== 'none_available' && remediation.category !== 'no_fix_planned') continue;
    for (const product of tree.idsOf(remediation)) fixable.set(product, isFix || fixable.get(product) === true);
  }
  return fixable;
}
