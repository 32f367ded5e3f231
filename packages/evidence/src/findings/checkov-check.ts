import type { FindingCategory } from '@maturity-actions/criteria';
import { asString, isObject, type JsonObject } from '../text/json.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalInstant, optionalLine, optionalText } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { packageEcosystem } from './package-ecosystem.ts';
import { severityOf } from './severity-words.ts';

/**
 * The finding of one failed or skipped check of a checkov framework. A secret without a rating is
 * high; its `resource` is a hash of its value and its `code_block` quotes it, so both are left out.
 * Source: checkov, common/output/record.py and common/sca/output.py.
 */
export function checkovFinding(check: JsonObject, type: string, error: ErrorAt): RawFinding {
  const rule = asString(check.check_id, 'check_id', error);
  const severity = severityOf(check.severity);
  const category = categoryOf(type, rule);
  const range = Array.isArray(check.file_line_range) ? check.file_line_range : [];
  const resource = category === 'secret' ? undefined : optionalText(check.resource);
  const other = optionalText(check.bc_check_id);
  const url = optionalText(check.guideline);
  return {
    rule,
    ids: other ? [other] : [],
    category,
    severity: category === 'secret' && severity === 'unknown' ? 'high' : severity,
    title: optionalText(check.check_name) ?? '',
    ...placeOf(check, type, resource),
    ...optionalLine('line', range[0]),
    ...optionalLine('endLine', range[1]),
    ...(resource && category !== 'dependency' ? { placeId: resource } : {}),
    ...(url ? { url } : {}),
    ...(isObject(check.vulnerability_details) ? detailsOf(check.vulnerability_details, rule, category, error) : {}),
  };
}

function categoryOf(type: string, rule: string): FindingCategory {
  if (type === 'secrets') return 'secret';
  if (type.startsWith('sca_')) return rule.startsWith('BC_LIC') ? 'license' : 'dependency';
  return type.startsWith('sast') ? 'code' : 'misconfiguration';
}

/** Both paths begin with a slash; the one from the working directory tells more than the one from the scanned folder. */
function placeOf(check: JsonObject, type: string, resource: string | undefined): Pick<RawFinding, 'path' | 'place'> {
  const path = (optionalText(check.repo_file_path) ?? optionalText(check.file_path) ?? '').replace(/^\/+/, '');
  if (path !== '' && type !== 'sca_image') return { path };
  const place = path || resource;
  return place ? { place } : {};
}

function detailsOf(details: JsonObject, rule: string, category: FindingCategory, error: ErrorAt): Partial<RawFinding> {
  const name = asString(details.package_name, 'package_name', error);
  const version = optionalText(details.package_version);
  const of = { ...packageEcosystem(details.package_type), name, ...(version ? { version } : {}) };
  if (category !== 'dependency') return { package: of };
  const id = optionalText(details.id);
  const fixedIn = optionalText(details.lowest_fixed_version) ?? optionalText(details.fix_version);
  const vector = optionalText(details.vector);
  const publishedAt = optionalInstant(details.published_date);
  const description = optionalText(details.description);
  return {
    ...(id ? { rule: id, ids: [rule] } : {}),
    package: of,
    ...(fixedIn && fixedIn !== 'N/A' ? { fixedIn } : {}),
    ...(vector ? { vectors: [vector] } : {}),
    ...(typeof details.cvss === 'number' && details.cvss > 0 ? { score: details.cvss } : {}),
    ...(objectOrEmpty(details.risk_factors).ExploitInTheWild ? { isExploited: true } : {}),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    ...(description ? { title: description } : {}),
  };
}
