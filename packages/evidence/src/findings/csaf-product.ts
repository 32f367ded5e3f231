import type { PackageName } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import { objectOrEmpty, optionalText, texts } from './fields.ts';
import { parsePackageUrl } from './package-url.ts';

interface Product {
  readonly name: string | undefined;
  readonly package: PackageName | undefined;
  /** Product that this one is an occurrence of: `openssl` of "openssl as a component of RHEL 9". */
  readonly of: string | undefined;
}

/** Longest chain of products that are occurrences of each other; a longer one is a circle. */
const LONGEST_CHAIN = 10;

/**
 * The products of a CSAF document by their ids: full names, branches, and relationships (2.0) or product
 * paths (2.1). Source: CSAF 2.0 and 2.1, /product_tree.
 */
export class ProductTree {
  readonly #products = new Map<string, Product>();
  readonly #groups = new Map<string, readonly string[]>();

  constructor(tree: JsonObject) {
    for (const product of listOf(tree.full_product_names)) this.#add(product);
    for (const { full_product_name, product_reference } of listOf(tree.relationships))
      this.#add(full_product_name, product_reference);
    for (const { full_product_name, beginning_product_reference } of listOf(tree.product_paths))
      this.#add(full_product_name, beginning_product_reference);
    for (const { group_id, product_ids } of listOf(tree.product_groups))
      if (typeof group_id === 'string') this.#groups.set(group_id, texts(product_ids));
    this.#addBranches(tree.branches);
  }

  #addBranches(branches: unknown): void {
    // A list of what is still open, not recursion: nesting is the report's choice.
    const open = listOf(branches);
    for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
      this.#add(branch.product);
      for (const inner of listOf(branch.branches)) open.push(inner);
    }
  }

  #add(value: unknown, reference?: unknown): void {
    const { product_id, name, product_identification_helper } = objectOrEmpty(value);
    if (typeof product_id !== 'string') return;
    const { purl, purls } = objectOrEmpty(product_identification_helper);
    // Several package URLs of one product differ in their qualifiers only.
    const [first] = [...texts([purl]), ...texts(purls)];
    this.#products.set(product_id, {
      name: optionalText(name),
      package: parsePackageUrl(first ?? ''),
      of: optionalText(reference),
    });
  }

  /** The package that a product is; undefined when no package URL says so. */
  packageOf(id: string): PackageName | undefined {
    let product = this.#products.get(id);
    for (let length = 0; length < LONGEST_CHAIN && product?.package === undefined; length++)
      product = product?.of === undefined ? undefined : this.#products.get(product.of);
    return product?.package;
  }

  /** The name of a product, or its id. */
  nameOf(id: string): string {
    return this.#products.get(id)?.name ?? id;
  }

  /** The ids of the products that an entry (`flags`, `threats`, `remediations`) names, its groups included. */
  idsOf(entry: JsonObject): ReadonlySet<string> {
    const grouped = texts(entry.group_ids).flatMap((group) => this.#groups.get(group) ?? []);
    return new Set([...texts(entry.product_ids), ...grouped]);
  }
}

/** The objects of a list; nothing for anything else. */
export function listOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
