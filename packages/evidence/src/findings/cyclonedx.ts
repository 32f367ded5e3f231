import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { scanJson } from '../text/json-scan.ts';
import { reportOf } from './cyclonedx-bom.ts';
import { ComponentIndex } from './cyclonedx-component.ts';
import { readVulnerability, type Vulnerability } from './cyclonedx-vulnerability.ts';
import { objectOrEmpty } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';

/**
 * CycloneDX JSON, 1.2 to 1.7. One finding for each package that a vulnerability affects; the highest of
 * its ratings counts. An analysis that ends in resolved, false positive or not affected (with a
 * justification) suppresses it. A list of vulnerabilities that is empty is a clean scan; a document
 * without one is an inventory: its tool looked at nothing. Source: CycloneDX, bom-1.7.schema.json.
 */
export const cyclonedx: FindingsFormat = {
  id: 'cyclonedx',
  title: 'CycloneDX JSON',
  fileNames: ['bom.json', '*.cdx.json', 'vex.json'],
  accepts(head) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    return shape.text('bomFormat') === 'CycloneDX' || /cyclonedx\.org\/schema\/bom/.test(shape.text('$schema') ?? '');
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'cyclonedx');
    const { error } = builder;
    const components = new ComponentIndex();
    const vulnerabilities: Vulnerability[] = [];
    const scanned = await scanJson(input, error, {
      'components[]': (component) => components.add(component),
      'vulnerabilities[]': (vulnerability) => vulnerabilities.push(readVulnerability(vulnerability, error)),
    });
    const document = asObject(scanned, 'the document', error);
    requireVersion(document, builder);
    for (const key of ['components', 'vulnerabilities'])
      if (Object.hasOwn(document, key)) asArray(document[key], key, error);
    const metadata = objectOrEmpty(document.metadata);
    const hasList = Object.hasOwn(document, 'vulnerabilities');
    return reportOf({ metadata, components, vulnerabilities: hasList ? vulnerabilities : undefined }, builder);
  },
};

function requireVersion(document: JsonObject, { error }: FindingsBuilder): void {
  if (asString(document.bomFormat, 'bomFormat', error) !== 'CycloneDX')
    throw error('E_WRONG_FORMAT', 'a document of another format', 'bomFormat CycloneDX');
  const version = asString(document.specVersion, 'specVersion', error);
  if (!/^1\.\d+$/.test(version))
    throw error('E_WRONG_FORMAT', `CycloneDX ${JSON.stringify(version.slice(0, 20))}`, 'CycloneDX 1.x');
}
