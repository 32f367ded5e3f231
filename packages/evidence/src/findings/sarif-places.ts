import { isObject, type JsonObject } from '../text/json.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import type { FindingsBuilder } from './findings-builder.ts';

type Place = { readonly path?: string; readonly place?: string };

/** How long a chain of base ids may be; a circle ends here. */
const MOST_BASES = 8;

/** Resolves the places of results: artifacts by index, base ids, URIs. No file is opened. */
export class SarifPlaces {
  readonly #artifacts: readonly unknown[];
  readonly #bases: JsonObject;
  /** Many results are in few files. */
  readonly #known = new Map<string, Place>();

  /** Base folders of the run become roots of the report, so that relative paths can be found below them. */
  constructor(document: JsonObject, builder: FindingsBuilder) {
    this.#artifacts = Array.isArray(document.artifacts) ? document.artifacts : [];
    this.#bases = objectOrEmpty(document.originalUriBaseIds);
    for (const id of Object.keys(this.#bases)) {
      const folder = this.#folderOf(id);
      if (folder !== undefined && folder !== '/') builder.root(folder);
    }
  }

  /** `{path}` for a file, `{place}` for anything else, nothing when the result has no place. */
  of(file: string | number | undefined): Place {
    const stated = typeof file === 'number' ? this.#artifactUri(file) : file;
    if (stated === undefined) return {};
    let place = this.#known.get(stated);
    if (!place) {
      const path = pathOfUri(stated);
      place = path === undefined ? { place: stated } : { path };
      this.#known.set(stated, place);
    }
    return place;
  }

  #artifactUri(index: number): string | undefined {
    const artifact = this.#artifacts[index];
    return isObject(artifact) ? optionalText(objectOrEmpty(artifact.location).uri) : undefined;
  }

  /** 3.14.14: a base may be relative to another base. */
  #folderOf(id: string): string | undefined {
    let folder = '';
    let base: string | undefined = id;
    for (let step = 0; base !== undefined && step < MOST_BASES; step++) {
      const entry = objectOrEmpty(Object.hasOwn(this.#bases, base) ? this.#bases[base] : undefined);
      const path = pathOfUri(optionalText(entry.uri) ?? '');
      if (path === undefined) return undefined;
      folder = `${path}${folder}`;
      base = optionalText(entry.uriBaseId);
    }
    return folder === '' ? undefined : folder.replace(/\/+$/, '') || '/';
  }
}

/** The path of a relative or `file:` URI, percent-decoded once; undefined for any other scheme. */
export function pathOfUri(uri: string): string | undefined {
  const file = /^file:(?:\/\/[^/]*)?(?=\/|[^/])/i.exec(uri);
  // A letter and a colon is a drive, anything longer is a scheme.
  if (!file && /^[a-z][a-z0-9+.-]+:/i.test(uri)) return undefined;
  const path = decoded(file ? uri.slice(file[0].length) : uri);
  return path.replace(/^\/(?=[A-Za-z]:)/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
