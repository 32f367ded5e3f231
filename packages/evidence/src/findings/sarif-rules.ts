import { isObject, type JsonObject } from '../text/json.ts';
import { objectOrEmpty, optionalText, texts } from './fields.ts';
import type { SarifKind } from './sarif-kind.ts';

/** What is needed of a rule. */
export interface SarifRule {
  readonly id: string;
  readonly title: string | undefined;
  readonly level: string | undefined;
  readonly securitySeverity: unknown;
  /** In lower case. */
  readonly tags: readonly string[];
  readonly messages: ReadonlyMap<string, string>;
  readonly url: string | undefined;
}

/** How many parts of a hierarchical id are tried: real ones have two or three. */
const MOST_PARTS = 16;

interface Component {
  readonly guid: string | undefined;
  readonly name: string | undefined;
  /** In the order of the report: indexes point here. */
  readonly rules: readonly SarifRule[];
  readonly byId: ReadonlyMap<string, SarifRule>;
}

/** The rules of a tool, in its driver and its extensions. */
export class SarifRules {
  readonly #driver: Component;
  readonly #extensions: readonly Component[];
  /** Of the driver and then of the extensions: a miss in each of many extensions is slow. */
  readonly #byId = new Map<string, SarifRule>();

  /** `tool` as in a run. Rules that are no objects are left out, and their index finds nothing. */
  constructor(tool: JsonObject) {
    this.#driver = componentOf(objectOrEmpty(tool.driver));
    this.#extensions = Array.isArray(tool.extensions)
      ? tool.extensions.map((one) => componentOf(objectOrEmpty(one)))
      : [];
    for (const { byId } of [this.#driver, ...this.#extensions])
      for (const [id, rule] of byId) if (!this.#byId.has(id)) this.#byId.set(id, rule);
  }

  /**
   * The rule of a result (3.27.5 to 3.27.7, 3.52): by index within its component, else by id: exact,
   * then as a hierarchy (`CA5350/sha-1` is of `CA5350`). An index whose rule has another id is a
   * converter's mistake, and the id counts. An index without a component means the driver.
   */
  find(id: string | undefined, index: number | undefined, reference: SarifKind['component']): SarifRule | undefined {
    const component = this.#component(reference);
    const indexed = index === undefined ? undefined : component.rules[index];
    if (id === undefined) return indexed;
    if (indexed && (indexed.id === id || id.startsWith(`${indexed.id}/`))) return indexed;
    let name = id;
    for (let step = 0; name !== '' && step < MOST_PARTS; step++) {
      const found = component.byId.get(name) ?? this.#byId.get(name);
      if (found) return found;
      name = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    }
    return undefined;
  }

  /** The rule that a reportingDescriptorReference names. */
  findReference(reference: JsonObject): SarifRule | undefined {
    const index = typeof reference.index === 'number' ? reference.index : undefined;
    const component = objectOrEmpty(reference.toolComponent);
    return this.find(optionalText(reference.id), index, component as SarifKind['component']);
  }

  #component(reference: SarifKind['component']): Component {
    if (!reference) return this.#driver;
    const { index, guid, name } = reference;
    const byIndex = index === undefined ? undefined : this.#extensions[index];
    const byName = this.#extensions.find(
      (one) => (guid !== undefined && one.guid === guid) || (name !== undefined && one.name === name),
    );
    return byIndex ?? byName ?? this.#driver;
  }
}

function componentOf(document: JsonObject): Component {
  const rules = Array.isArray(document.rules) ? document.rules.map((rule) => ruleOf(objectOrEmpty(rule))) : [];
  const byId = new Map<string, SarifRule>();
  // The first one counts where a report repeats an id.
  for (const rule of rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
  return { guid: optionalText(document.guid), name: optionalText(document.name), rules, byId };
}

function ruleOf(rule: JsonObject): SarifRule {
  const properties = objectOrEmpty(rule.properties);
  const short = objectOrEmpty(rule.shortDescription).text;
  const messages = Object.entries(objectOrEmpty(rule.messageStrings)).flatMap(([key, message]): [string, string][] => {
    const text = isObject(message) ? optionalText(message.text) : undefined;
    return text === undefined ? [] : [[key, text]];
  });
  return {
    id: optionalText(rule.id) ?? '',
    title: optionalText(short) ?? optionalText(rule.name),
    level: optionalText(objectOrEmpty(rule.defaultConfiguration).level),
    securitySeverity: properties['security-severity'],
    tags: texts(properties.tags).map((tag) => tag.toLowerCase()),
    messages: new Map(messages),
    url: optionalText(rule.helpUri),
  };
}
