import type { JsonObject } from '../text/json.ts';
import { objectOrEmpty } from './fields.ts';

interface Pages {
  listed: number;
  /** What the last page says. */
  isMoreToCome: boolean;
  total: number;
}

/** Whether all pages of GraphQL connections were seen. Source: GraphQL Cursor Connections, PageInfo. */
export class PageCount {
  readonly #pages = new Map<string, Pages>();

  /** One page of the connection that `what` names, with what is listed on it. */
  add(what: string, connection: JsonObject, listed: number): void {
    const { totalCount } = connection;
    this.#pages.set(what, {
      listed: (this.#pages.get(what)?.listed ?? 0) + listed,
      isMoreToCome: objectOrEmpty(connection.pageInfo).hasNextPage === true,
      total: typeof totalCount === 'number' ? totalCount : 0,
    });
  }

  /** One sentence for each connection whose pages are not all there. */
  problems(): readonly string[] {
    return [...this.#pages]
      .filter(([, { listed, isMoreToCome, total }]) => isMoreToCome || listed < total)
      .map(([what, { listed }]) => `more pages of ${what} than the ${listed} listed here`);
  }
}
