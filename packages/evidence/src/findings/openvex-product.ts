import type { PackageName } from '@maturity-actions/criteria';
import { asArray, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { parsePackageUrl } from './package-url.ts';

/** A product that an OpenVEX statement is about, or a component inside of it. */
export interface VexProduct {
  /** Tells it apart from other products; two that cannot be named are never the same. */
  readonly key: string;
  /** The package with the vulnerability: the subcomponent where one is named. */
  readonly package?: PackageName;
  /** The product around a subcomponent, or one that is no package. */
  readonly place?: string;
}

/**
 * The products of a statement, one for each subcomponent where there are some. Products are texts with
 * subcomponents beside them up to version 0.0.1, objects with their own since. A statement may leave
 * them out: it then names no package. Throws E_MALFORMED for lists that are none.
 */
export function vexProducts(statement: JsonObject, error: ErrorAt): VexProduct[] {
  const products = listOf(statement.products, 'products', error);
  const shared = listOf(statement.subcomponents, 'subcomponents', error);
  if (products.length === 0) return [{ key: '' }];
  return products.flatMap((product) => {
    const own = isObject(product) ? listOf(product.subcomponents, 'subcomponents', error) : [];
    const parts = [...own, ...shared];
    const name = nameOf(product);
    if (parts.length === 0) return [{ key: keyOf(product), ...packageOrPlace(product, name) }];
    return parts.map((part) => ({
      key: JSON.stringify([keyOf(product), keyOf(part)]),
      ...(name === undefined ? {} : { place: name }),
      ...packageOrPlace(part, nameOf(part)),
    }));
  });
}

/** Go writes null for a list that is empty. */
function listOf(value: unknown, what: string, error: ErrorAt): readonly unknown[] {
  return value === undefined || value === null ? [] : asArray(value, what, error);
}

function packageOrPlace(product: unknown, name: string | undefined): Pick<VexProduct, 'package' | 'place'> {
  const named = parsePackageUrl(purlOf(product) ?? name ?? '');
  if (named !== undefined) return { package: named };
  return name === undefined ? {} : { place: name };
}

function purlOf(product: unknown): string | undefined {
  return isObject(product) ? optionalText(objectOrEmpty(product.identifiers).purl) : undefined;
}

function nameOf(product: unknown): string | undefined {
  if (!isObject(product)) return optionalText(product);
  const { purl, cpe23, cpe22 } = objectOrEmpty(product.identifiers);
  return [product['@id'], purl, cpe23, cpe22].map(optionalText).find((each) => each !== undefined);
}

function keyOf(product: unknown): string {
  return purlOf(product) ?? nameOf(product) ?? JSON.stringify(product);
}
