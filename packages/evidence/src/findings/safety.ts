import type { ByteSource } from '../byte-source.ts';
import { asArray, asObject, asString, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { optionalText } from './fields.ts';
import { FindingsBuilder, type OpenRun } from './findings-builder.ts';
import { type FindingsFormat, isCleanForm } from './format.ts';
import { readSafetyCheck } from './safety-check.ts';
import { safetyRating } from './safety-rating.ts';
import { readSafetyScan } from './safety-scan.ts';

/**
 * Safety's JSON reports: the bare list of version 1 (`[]` when it found nothing), `safety check` of
 * version 2, `safety scan` of version 3. CVSS where the report has it, otherwise unknown: the free
 * database rates nothing. Source: safety, formatter.py 1.10 and formatters/json.py 2.3; safety-schemas v3_0.
 */
export const safety: FindingsFormat = {
  id: 'safety',
  title: 'Safety JSON',
  fileNames: ['safety*.json'],
  accepts: (head, path) => isList(head) || isReport(head) || isCleanForm(head, path, '[]', /^safety/),
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'safety');
    const document = await readJson(input, builder.error);
    if (Array.isArray(document)) readList(document, builder);
    else {
      const report = asObject(document, 'the document', builder.error);
      if (Object.hasOwn(report, 'scan_results')) readSafetyScan(report, builder);
      else readSafetyCheck(report, builder);
    }
    return builder.build();
  },
};

/** Version 1: lists of texts in a list. */
function isList(head: string): boolean {
  const shape = jsonHead(head);
  return shape?.root === 'list' && shape.text('[][]') !== undefined && !shape.matches(/^\[\]\./);
}

function isReport(head: string): boolean {
  const shape = jsonHead(head);
  if (shape?.root !== 'object') return false;
  const isCheck = shape.has('report_meta.scan_target') || shape.has('report_meta.safety_version');
  return isCheck || shape.has('meta.scan_type', 'meta.scan_locations');
}

function readList(entries: readonly unknown[], builder: FindingsBuilder): void {
  const run = builder.run('safety');
  for (const entry of entries) readEntry(asArray(entry, 'an entry', builder.error), run, builder.error);
}

function readEntry(entry: readonly unknown[], run: OpenRun, error: ErrorAt): void {
  const [name, , version, advisory, id, cvss2, cvss3] = entry;
  const installed = optionalText(version);
  run.finding({
    rule: asString(id, 'the id of an entry', error),
    category: 'dependency',
    ...safetyRating(cvss3, cvss2),
    title: optionalText(advisory) ?? '',
    package: {
      ecosystem: 'pypi',
      name: asString(name, 'the package of an entry', error),
      ...(installed ? { version: installed } : {}),
    },
  });
}
