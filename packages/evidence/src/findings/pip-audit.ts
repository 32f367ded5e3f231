import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, type JsonObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { optionalText, texts } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { fixedVersions } from './fixed-versions.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';

/**
 * pip-audit's JSON report: `{dependencies, fixes}`, before version 2.0 the bare list of dependencies.
 * It rates nothing: all are unknown. A dependency with a `skip_reason` was not audited. A bare `[]`
 * says clean, an object without a dependency that nothing was audited. Source: pip-audit, _format/json.py.
 */
export const pipAudit: FindingsFormat = {
  id: 'pip-audit',
  title: 'pip-audit JSON',
  fileNames: ['pip-audit*.json', 'pip_audit*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root === 'list')
      return shape.matches(/^\[\]\.(?:vulns|skip_reason)$/) || isCleanForm(head, path, '[]', /^pip[-_]audit/);
    return shape?.has('dependencies') === true && shape.matches(/^(?:fixes|dependencies\[\]\.(?:vulns|skip_reason))$/);
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'pip-audit');
    const { error } = builder;
    const document = await readJson(input, error);
    const run = builder.run('pip-audit');
    const dependencies = Array.isArray(document)
      ? document
      : asArray(asObject(document, 'the document', error).dependencies, 'dependencies', error);
    if (dependencies.length === 0 && !Array.isArray(document)) run.nothing('it audited no dependency');
    for (const each of dependencies) readDependency(asObject(each, 'a dependency', error), run, builder);
    return builder.build();
  },
};

function readDependency(dependency: JsonObject, run: OpenRun, { error }: FindingsBuilder): void {
  const name = asString(dependency.name, 'the name of a dependency', error);
  // A skipped dependency has neither version nor vulns.
  if (dependency.vulns === undefined && Object.hasOwn(dependency, 'skip_reason')) {
    run.error(`${name}: ${optionalText(dependency.skip_reason) ?? 'not audited'}`);
    return;
  }
  const version = optionalText(dependency.version);
  for (const each of asArray(dependency.vulns, `vulns of ${name}`, error)) {
    const vulnerability = asObject(each, 'an entry of vulns', error);
    run.finding({
      rule: asString(vulnerability.id, 'the id of an entry of vulns', error),
      ids: texts(vulnerability.aliases),
      category: 'dependency',
      severity: 'unknown',
      title: optionalText(vulnerability.description) ?? '',
      package: { ecosystem: 'pypi', name, ...(version ? { version } : {}) },
      ...fixedVersions(vulnerability.fix_versions),
    });
  }
}
