import type { ScannerRun, SecurityEvidence, SecurityFinding } from './security.ts';

/**
 * The evidence of one component: findings with a place below its path, and those whose place is not
 * known, which may belong to any. Reports and failures are those of the whole project, and so are
 * scans; but a scanner of code that can read none of its `files` has not looked at it.
 */
export function componentSecurity(
  whole: SecurityEvidence,
  { name, path }: { readonly name: string; readonly path: string },
  files: readonly string[],
): SecurityEvidence {
  const isInside = ({ path: place }: { readonly path: string }): boolean =>
    path === '.' || place.startsWith(`${path}/`);
  const keep = (finding: SecurityFinding): boolean => !finding.isPlaced || finding.places.some(isInside);
  // The place that is shown and annotated is one of the component.
  const own = (finding: SecurityFinding): SecurityFinding => {
    const places = [...finding.places].sort((a, b) => Number(isInside(b)) - Number(isInside(a)));
    return { ...finding, places };
  };
  const ownFiles = files.filter((file) => isInside({ path: file }));
  return {
    ...whole,
    component: name,
    tools: whole.tools.map((tool) => forFiles(tool, ownFiles)),
    findings: whole.findings.filter(keep).map(own),
    suppressed: whole.suppressed.filter(keep).map(own),
  };
}

function forFiles(tool: ScannerRun, files: readonly string[]): ScannerRun {
  const { endings } = tool;
  if (!endings || files.some((file) => endings.some((ending) => file.endsWith(ending)))) return tool;
  return { ...tool, kinds: tool.kinds.filter((kind) => kind !== 'sast') };
}
