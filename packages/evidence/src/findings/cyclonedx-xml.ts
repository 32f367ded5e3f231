import type { ByteSource } from '../byte-source.ts';
import type { JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import { reportOf } from './cyclonedx-bom.ts';
import { ComponentIndex } from './cyclonedx-component.ts';
import { readVulnerability, type Vulnerability } from './cyclonedx-vulnerability.ts';
import { objectOrEmpty } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';

const NAMESPACE = /^http:\/\/cyclonedx\.org\/schema\/bom\/1\.\d+$/;

/**
 * CycloneDX XML, 1.0 to 1.7, judged as its JSON is; also with the vulnerability extension 1.0, whose
 * elements stand in a component or at the end. Source: CycloneDX, bom-1.7.xsd, and
 * schema/ext/vulnerability-1.0.xsd.
 */
export const cyclonedxXml: FindingsFormat = {
  id: 'cyclonedx-xml',
  title: 'CycloneDX XML',
  fileNames: ['bom.xml', '*.cdx.xml', 'vex.xml'],
  accepts(head) {
    const xml = xmlHead(head);
    return xml !== undefined && localName(xml.root) === 'bom' && /cyclonedx\.org\/schema\/bom\//.test(xml.attributes);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'cyclonedx-xml');
    const reader = new BomReader(builder.error);
    await scanXml(input, reader, builder.error);
    return reportOf(reader, builder);
  },
};

/** An element that is open. Its children become the keys of an object, so that XML and JSON are judged by the same code. */
interface Open {
  readonly name: string;
  values: Map<string, unknown> | undefined;
  readonly items: unknown[];
}

/** Elements whose text is needed; all other text, files in base64 among it, is passed over. */
const TEXTS = new Set(
  'advisory base group id justification method name published purl recommendation ref score severity state timestamp url vector version'.split(
    ' ',
  ),
);
/** Elements that are lists in JSON. */
const LISTS = new Set(['advisories', 'affects', 'components', 'ratings', 'references', 'services']);
/** Attributes that are needed, by element. */
const KEYS = new Map([
  ['component', 'bom-ref'],
  ['vulnerability', 'ref'],
]);
/** What is kept as a whole; the rest of a document is passed over. */
const KEPT = new Set(['component', 'metadata', 'vulnerability']);

class BomReader {
  readonly components = new ComponentIndex();
  metadata: JsonObject = {};
  vulnerabilities: Vulnerability[] | undefined;
  readonly #error: ErrorAt;
  readonly #open: Open[] = [];
  #kept = 0;

  constructor(error: ErrorAt) {
    this.#error = error;
  }

  open(tag: XmlTag): boolean {
    const name = localName(tag.name);
    const parent = this.#open.at(-1)?.name;
    if (this.#open.length === 0) this.#requireVersion(tag);
    const key = KEYS.get(name);
    const value = key === undefined ? undefined : tag.attribute(key);
    const values = value === undefined ? undefined : new Map<string, unknown>([[key as string, value]]);
    this.#open.push({ name, values, items: [] });
    if (KEPT.has(name)) this.#kept++;
    if (name === 'vulnerabilities') this.vulnerabilities ??= [];
    return this.#kept > 0 && (TEXTS.has(name) || (name === 'description' && parent === 'vulnerability'));
  }

  close(_name: string, text: string): void {
    const element = this.#open.pop();
    const parent = this.#open.at(-1);
    if (!element || !parent) return;
    if (KEPT.has(element.name)) this.#kept--;
    const value = asJson(element, text);
    if (element.name === 'vulnerability') this.#addVulnerability(objectOrEmpty(value));
    else if (element.name === 'metadata') this.metadata = objectOrEmpty(value);
    else if (element.name === 'component' && !this.#isInMetadata(parent)) this.components.add(value);
    else if (this.#kept > 0) attach(element.name, value, parent);
  }

  /** The subject of the document, and the tools that wrote it, are components too. */
  #isInMetadata(parent: Open): boolean {
    return parent.name === 'metadata' || this.#open.some(({ name }) => name === 'tools');
  }

  /** The extension names what is affected in an attribute, or by the component around it. */
  #addVulnerability(value: JsonObject): void {
    const around = this.#open.findLast(({ name }) => name === 'component')?.values;
    const ref = value.ref ?? around?.get('bom-ref') ?? around?.get('purl');
    const affects = value.affects ?? (ref === undefined ? undefined : [{ ref }]);
    const whole = affects === undefined ? value : { ...value, affects };
    this.vulnerabilities ??= [];
    this.vulnerabilities.push(readVulnerability(whole, this.#error));
  }

  #requireVersion(root: XmlTag): void {
    const prefix = root.name.includes(':') ? `:${root.name.slice(0, root.name.indexOf(':'))}` : '';
    const namespace = root.attribute(`xmlns${prefix}`) ?? '';
    if (localName(root.name) !== 'bom' || !NAMESPACE.test(namespace))
      throw this.#error(
        'E_WRONG_FORMAT',
        `<${root.name}> of ${JSON.stringify(namespace.slice(0, 80))}`,
        'CycloneDX 1.x',
      );
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function asJson({ name, values, items }: Open, text: string): unknown {
  if (LISTS.has(name) || (name === 'tools' && items.length > 0)) return items;
  return values === undefined ? text.trim() : Object.fromEntries(values);
}

/** An element that comes again where one is due makes a list, which no reader of one value takes. */
function attach(name: string, value: unknown, parent: Open): void {
  if (LISTS.has(parent.name) || (parent.name === 'tools' && name === 'tool')) parent.items.push(value);
  else {
    parent.values ??= new Map();
    parent.values.set(name, parent.values.has(name) ? [] : value);
  }
}
