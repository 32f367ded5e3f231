import type { Asked, Config, PlanEvidence, PlanRuleSettings } from '@maturity-actions/criteria';
import { gatherPlans } from '@maturity-actions/evidence';
import type { Plan as Assignment, GateRun } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

/** The plans of one subject, as inputs and config want them found. */
export async function wantedPlans(
  { inputs: given, workspace }: GateRun<typeof inputs>,
  config: Config | undefined,
  { asked, next, component }: Assignment,
  settings: PlanRuleSettings,
): Promise<PlanEvidence> {
  return gatherPlans(workspace, {
    plans: given.plans?.map((glob) => ({ glob, where: 'input plans' })) ?? config?.evidence.plans,
    deploymentGuides: [...asked, ...(next?.asked ?? [])].some(isAboutDeployment),
    section: given.section,
    text: given.text,
    component,
    components: [...(config?.components.values() ?? [])],
    settings,
  });
}

const isAboutDeployment = ({ params }: Asked): boolean => params.document === 'deployment';
