import type { ByteSource } from '../byte-source.ts';
import { scanXml } from '../text/xml.ts';
import { xmlHead } from '../text/xml-head.ts';
import type { XmlTag } from '../text/xml-tag.ts';
import { optionalInstant } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import type { FindingsFormat } from './format.ts';
import { zapFinding } from './zap-alert.ts';

/**
 * ZAP's traditional XML report: one finding for each `alertitem`, as in its JSON report. Source:
 * zap-extensions, addOns/reports, traditional-xml; zaproxy, ReportLastScan of the versions before 2.10.
 */
export const zapXml: FindingsFormat = {
  id: 'zap-xml',
  title: 'ZAP XML',
  fileNames: ['zap*.xml', 'report_xml.xml'],
  accepts: (head) => xmlHead(head)?.root === 'OWASPZAPReport',
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'zap-xml');
    const reader = new ZapReader(builder);
    await scanXml(input, reader, builder.error);
    reader.finish();
    return builder.build();
  },
};

/** Elements of an alert, and of an insight, whose text is wanted. Old versions have the address in the alert itself. */
const WANTED: Readonly<Record<string, ReadonlySet<string>>> = {
  alertitem: new Set(['pluginid', 'alertRef', 'alert', 'name', 'riskcode', 'confidence', 'uri']),
  instance: new Set(['uri']),
  insight: new Set(['reason', 'description', 'statistic']),
};

class ZapReader {
  readonly #builder: FindingsBuilder;
  readonly #open: string[] = [];
  readonly #findings: RawFinding[] = [];
  readonly #errors: string[] = [];
  #version: string | undefined;
  #sites = 0;
  #site = '';
  /** Texts of the alert or the insight that is being read. */
  #texts = new Map<string, string>();
  #instances = 0;

  constructor(builder: FindingsBuilder) {
    this.#builder = builder;
  }

  open(tag: XmlTag): boolean {
    const { name } = tag;
    const parent = this.#open.at(-1) ?? '';
    this.#open.push(name);
    if (name === 'site') {
      // An insight names a site too.
      if (parent === 'OWASPZAPReport') this.#sites++;
      this.#site = tag.attribute('name') ?? this.#site;
    } else if (name === 'instance') this.#instances++;
    else if (name === 'alertitem' || name === 'insight') {
      this.#texts = new Map();
      this.#instances = 0;
    } else if (parent === '') this.#readRoot(tag);
    return isWanted(parent, name);
  }

  #readRoot(tag: XmlTag): void {
    this.#version = tag.attribute('version');
    const producedAt = optionalInstant(tag.attribute('created'));
    if (producedAt !== undefined) this.#builder.facts.producedAt = producedAt;
  }

  close(name: string, text: string): void {
    this.#open.pop();
    const parent = this.#open.at(-1) ?? '';
    if (name === 'alertitem') this.#closeAlert();
    else if (name === 'insight' && /^exceeded/i.test(this.#texts.get('reason') ?? ''))
      this.#errors.push(`${this.#texts.get('description') || 'a limit was exceeded'}: ${this.#texts.get('statistic')}`);
    else if (isWanted(parent, name)) this.#keep(parent, name, text.trim());
  }

  #keep(parent: string, name: string, text: string): void {
    if (!this.#texts.has(name)) this.#texts.set(name, text);
    else if (parent === 'alertitem' && this.#texts.get(name) !== text && name !== 'uri')
      throw this.#builder.error('E_CONTRADICTION', `<${name}> twice in one alert`, 'it once');
  }

  #closeAlert(): void {
    const text = (name: string) => this.#texts.get(name) ?? '';
    for (const name of ['pluginid', 'riskcode']) {
      if (text(name) === '') throw this.#builder.error('E_MALFORMED', `an alert without ${name}`, `<${name}>`);
    }
    const finding = zapFinding({
      plugin: text('pluginid'),
      reference: text('alertRef'),
      name: text('name') || text('alert'),
      risk: text('riskcode'),
      confidence: text('confidence'),
      site: this.#site,
      address: text('uri'),
      instances: this.#instances,
    });
    this.#findings.push(finding);
  }

  finish(): void {
    const run = this.#builder.run('zap', { version: this.#version });
    if (this.#sites === 0) run.nothing('it looked at no site');
    for (const text of this.#errors) run.error(text);
    for (const finding of this.#findings) run.finding(finding);
  }
}

function isWanted(parent: string, name: string): boolean {
  return Object.hasOwn(WANTED, parent) && (WANTED[parent] as ReadonlySet<string>).has(name);
}
