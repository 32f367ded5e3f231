import { texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';

/**
 * The versions that fix an advisory, for formats that always list them: all of them in one text, as
 * each release line has its own; an empty list says that there is no fix. Anything else than a list
 * says nothing.
 */
export function fixedVersions(value: unknown): Pick<RawFinding, 'fixedIn' | 'isFixable'> {
  if (!Array.isArray(value)) return {};
  const versions = texts(value);
  return versions.length > 0 ? { fixedIn: versions.join(' or ') } : { isFixable: false };
}
