import type { Instant } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, isObject, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { optionalInstant, optionalText, texts } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { type VexProduct, vexProducts } from './openvex-product.ts';

/**
 * OpenVEX, 0.0.1 to 0.2.0. `fixed` and `not_affected` (with a justification or an impact statement)
 * close a vulnerability in a product; every other status, also one that nobody knows, is an open
 * finding that nobody rated. Of several statements about the same vulnerability and product the newest
 * counts; where the times do not tell, the open one. It is no scan, and shows none.
 * Source: OpenVEX specification 0.2.0.
 */
export const openvex: FindingsFormat = {
  id: 'openvex',
  title: 'OpenVEX',
  fileNames: ['*.openvex.json', 'openvex.json'],
  accepts(head) {
    const shape = jsonHead(head);
    return shape?.root === 'object' && /openvex\.dev\b/.test(shape.text('@context') ?? '');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'openvex');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    const producedAt = optionalInstant(document.last_updated) ?? optionalInstant(document.timestamp);
    if (producedAt !== undefined) builder.facts.producedAt = producedAt;
    const newest = new Map<string, Said>();
    // Go writes null for a list that is empty.
    for (const value of document.statements === null ? [] : asArray(document.statements, 'statements', error))
      for (const said of readStatement(asObject(value, 'a statement', error), document, error)) {
        const earlier = newest.get(said.key);
        if (earlier === undefined || replaces(said, earlier)) newest.set(said.key, said);
      }
    report(newest.values(), builder);
    return builder.build();
  },
};

/** What one statement says about one product. */
interface Said {
  /** Vulnerability and product: of those with the same key the newest counts. */
  readonly key: string;
  readonly ids: readonly [string, ...string[]];
  readonly product: VexProduct;
  readonly status: string;
  readonly isClosed: boolean;
  readonly reason: string;
  readonly title: string;
  readonly url: string | undefined;
  readonly at: Instant | undefined;
}

function readStatement(statement: JsonObject, document: JsonObject, error: ErrorAt): Said[] {
  const { vulnerability } = statement;
  // A text up to version 0.0.1, an object since.
  const named = isObject(vulnerability) ? vulnerability : { name: vulnerability };
  const name = asString(named.name ?? named['@id'], 'the vulnerability of a statement', error);
  const status = asString(statement.status, 'the status of a statement', error);
  const why = [statement.justification, statement.impact_statement].map(optionalText).filter(Boolean);
  const isClosed = status === 'fixed' || (status === 'not_affected' && why.length > 0);
  return vexProducts(statement, error).map((product) => ({
    key: JSON.stringify([name, product.key]),
    ids: [name, ...texts(named.aliases)],
    product,
    status,
    isClosed,
    reason: [status, ...why].join(': '),
    title: optionalText(named.description) ?? optionalText(statement.action_statement) ?? `VEX status: ${status}`,
    url: optionalText(named['@id']),
    at: timeOf(statement, document),
  }));
}

/** A statement without a time of its own has that of its document. */
function timeOf(statement: JsonObject, document: JsonObject): Instant | undefined {
  const own = statement.last_updated ?? statement.timestamp;
  return optionalInstant(own ?? document.timestamp);
}

function replaces(said: Said, earlier: Said): boolean {
  if (said.at !== undefined && earlier.at !== undefined && said.at !== earlier.at) return said.at > earlier.at;
  return !said.isClosed;
}

function report(all: Iterable<Said>, builder: FindingsBuilder): void {
  const run = builder.run('openvex', { kinds: [] });
  for (const said of all) {
    const { ids, product, isClosed, reason, title, url, at } = said;
    const named = product.package;
    // Open ones too: they outdate what an older document closed.
    builder.statement({
      ids,
      status: isClosed ? 'closed' : 'open',
      reason,
      ...(named === undefined || isTooBroad(said) ? {} : { package: named }),
      ...(at === undefined ? {} : { at }),
    });
    if (isClosed) continue;
    run.finding({
      rule: ids[0],
      ids: ids.slice(1),
      category: 'dependency',
      severity: 'unknown',
      title,
      ...(named === undefined ? {} : { package: named }),
      ...(product.place === undefined ? {} : { place: product.place }),
      ...(url?.startsWith('https://') ? { url } : {}),
    });
  }
}

/** `fixed` is said of a version: without one it would close the versions that came before. */
function isTooBroad({ status, product }: Said): boolean {
  return status === 'fixed' && product.package?.version === undefined;
}
