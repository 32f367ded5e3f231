import type { PackageName } from '@maturity-actions/criteria';
import { isObject, type JsonObject } from '../text/json.ts';
import { optionalText } from './fields.ts';
import { parsePackageUrl } from './package-url.ts';

/** The components of a CycloneDX document, by their `bom-ref`. */
export class ComponentIndex {
  readonly #packages = new Map<string, PackageName>();
  count = 0;

  /** Adds a component and those inside of it. */
  add(component: unknown): void {
    // A list of what is still open, not recursion: nesting is the report's choice.
    const open: unknown[] = [component];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      if (!isObject(value)) continue;
      this.count++;
      const ref = optionalText(value['bom-ref']);
      const named = packageOf(value);
      if (ref !== undefined && named !== undefined) this.#packages.set(ref, named);
      if (Array.isArray(value.components)) for (const each of value.components) open.push(each);
    }
  }

  /**
   * The package that a reference means: a `bom-ref` of this document, the one at the end of a BOM-Link
   * (`urn:cdx:<serial>/<version>#<bom-ref>`), or a package URL. Undefined when it names none.
   */
  find(ref: string): PackageName | undefined {
    const target = ref.startsWith('urn:cdx:') ? decoded(ref.slice(ref.indexOf('#') + 1)) : ref;
    return this.#packages.get(target) ?? parsePackageUrl(target);
  }
}

/** The package URL knows the ecosystem; without one there are a group and a name. */
function packageOf(component: JsonObject): PackageName | undefined {
  const named = parsePackageUrl(optionalText(component.purl) ?? '');
  const version = optionalText(component.version);
  if (named !== undefined) return named.version === undefined && version !== undefined ? { ...named, version } : named;
  const name = [component.group, component.name].map(optionalText).filter(Boolean).join('/');
  return name === '' ? undefined : { name, ...(version === undefined ? {} : { version }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
