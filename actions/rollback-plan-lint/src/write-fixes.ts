import { type Finding, type PlanMeasurements, quantity } from '@maturity-actions/criteria';
import type { Workspace } from '@maturity-actions/runner';
import { applyEdits, type CheckedEdit } from './apply-edits.ts';

/** No plan that was read is larger. */
const MAX_BYTES = 20_000_000;

/** An edit and the rule that wants it. */
type Fix = CheckedEdit & { readonly rule: string };

/** What was written into one file. */
export interface Mended {
  readonly path: string;
  readonly fixes: readonly Fix[];
}

/** Writes what can be mended into the files of the plans; the files that were changed. Throws ServiceError E_FILE_ACCESS. */
export async function writeFixes(workspace: Workspace, plans: PlanMeasurements): Promise<Mended[]> {
  const mended: Mended[] = [];
  for (const [path, fixes] of fixesByFile(plans)) {
    const text = await workspace.plainText(path, MAX_BYTES);
    // What is no UTF-8 was read with replacements: written back, the rest of the file would change.
    if (text === undefined || text.includes('\uFFFD')) continue;
    const { text: better, applied } = applyEdits(text, fixes);
    if (applied.length > 0 && better !== text && workspace.replaceText(path, better))
      mended.push({ path, fixes: applied as readonly Fix[] });
  }
  return mended;
}

function fixesByFile(plans: PlanMeasurements): ReadonlyMap<string, readonly Fix[]> {
  const files = new Map<string, Fix[]>();
  for (const { path, problems } of plans) {
    const fixes = problems.flatMap(({ rule, edit, disabled }) =>
      edit && disabled === undefined ? [{ rule, ...edit }] : [],
    );
    if (fixes.length > 0) files.set(path, [...(files.get(path) ?? []), ...fixes]);
  }
  return files;
}

/** One note for each file, whatever the number of rounds. */
export function mendedNotes(mended: readonly Mended[]): Finding[] {
  const paths = [...new Set(mended.map(({ path }) => path))];
  return paths.map((path) => {
    const fixes = mended.filter((one) => one.path === path).flatMap((one) => one.fixes);
    const rules = [...new Set(fixes.map(({ rule }) => rule))].sort();
    return {
      rule: 'plan-mended',
      severity: 'info',
      message: `${path}: ${quantity(fixes.length, 'fix', 'fixes')} written for ${rules.join(', ')}`,
      fix: 'Look at the change, and commit it.',
      at: { path },
      fingerprint: `plan-mended:${path}`,
    };
  });
}
