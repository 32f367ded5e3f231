import {
  type ElementState,
  EvidenceError,
  type Instant,
  type Plan,
  type PlanElement,
  type PlanEvidence,
  planElements,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { ROOT } from '../../repository-root.ts';

/** What our reader makes of one plan: the state of every must-have, or the code it refuses the file with. */
export type Reading = Readonly<Record<PlanElement, ElementState>> | { readonly refused: string };

type ReadPlans = (
  source: { readonly path: string; readonly isFile: boolean; readonly text: string },
  selection: { readonly kind: 'rollback'; readonly part: 'file' | { readonly named: string } },
) => Promise<Plan[]>;

// Not part of what the package shows: gates ask for the plans of a repository, never for those of one text.
const { readPlans }: { readonly readPlans: ReadPlans } = await import(`${ROOT}packages/evidence/src/plan/read-plan.ts`);

/** A day after all that the corpus was taken from, so that no test of a plan lies in the future. */
const NOW: Instant = Date.UTC(2026, 10, 20);

/**
 * Reads the part of a file with this heading, else all of it, and judges it as the gate does where
 * nothing is known of the repository. Throws on anything that is not a documented failure.
 */
export async function readAsGate(path: string, content: Uint8Array, section: string | undefined): Promise<Reading> {
  try {
    const source = { path, isFile: true, text: new TextDecoder().decode(content) };
    const plans = await readPlans(source, {
      kind: 'rollback',
      part: section === undefined ? 'file' : { named: section },
    });
    const [plan, ...others] = plans;
    if (!plan || others.length > 0) return { refused: `${plans.length} plans` };
    return planElements(plan, evidenceOf(plans), NOW);
  } catch (error) {
    if (error instanceof EvidenceError && error.failures[0]) return { refused: error.failures[0].code };
    throw error;
  }
}

function evidenceOf(plans: readonly Plan[]): PlanEvidence {
  return { plans, failures: [], remarks: [], lookedAt: [], repository: UNKNOWN_REPOSITORY, settings: {} };
}
