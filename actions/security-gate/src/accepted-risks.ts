import {
  type AcceptedRisk,
  type Config,
  changedRisks,
  type Finding,
  GateError,
  parseConfig,
  parseRiskRegister,
  RISK_REGISTER,
  riskOfWaiver,
  type Waiver,
} from '@maturity-actions/criteria';
import { CONFIG_PATHS, type GateRun, type Plan } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Run = GateRun<typeof inputs>;

/** Everything that excuses something, and what this change does to it. */
export interface Accepted {
  readonly risks: readonly AcceptedRisk[];
  /** Waivers of maturity.yml; those of criteria are for the evaluation. */
  readonly waivers: readonly Waiver[];
  readonly changes: readonly Finding[];
}

/** Reads a text of the checkout, or of the base of the change; undefined when there is none. */
type ReadText = (path: string) => Promise<string | undefined>;

/**
 * Waivers from maturity.yml and from the registers: of the checkout, or in a pull request of its base
 * when the workflow asks for that, so that a change cannot excuse itself. Throws ConfigurationError
 * E_BAD_WAIVER, ServiceError E_NO_BASE.
 */
export async function loadAcceptedRisks(
  run: Run,
  config: Config | undefined,
  plans: readonly Plan[],
): Promise<Accepted> {
  const { inputs: given, event, workspace } = run;
  const fromCheckout: ReadText = async (path) => workspace.text(path);
  const waivers = config?.waivers ?? [];
  const head = [...waivers.flatMap((waiver) => riskOfWaiver(waiver) ?? []), ...(await registers(plans, fromCheckout))];
  if (given['waivers-from'] === 'head' || !event.isProposal) return { risks: head, waivers, changes: [] };
  const base = given.base ?? event.base ?? '';
  const fromBase: ReadText = (path) => workspace.textAt(base, path);
  const { own, problem } = await baseWaivers(given.config, fromBase);
  const risks = [...own.flatMap((waiver) => riskOfWaiver(waiver) ?? []), ...(await registers(plans, fromBase))];
  return { risks, waivers: own, changes: [...problem, ...changedRisks(risks, head)] };
}

/** The registers at the usual places, and in the folders of components, where they excuse only the component. */
async function registers(plans: readonly Plan[], read: ReadText): Promise<AcceptedRisk[]> {
  const risks: AcceptedRisk[] = [];
  for (const folder of ['', '.github/', 'docs/']) {
    const path = `${folder}${RISK_REGISTER}`;
    const text = await read(path);
    if (text !== undefined) risks.push(...parseRiskRegister(text, path));
  }
  for (const { component } of plans) {
    if (!component || ['.', '.github', 'docs'].includes(component.path)) continue;
    const path = `${component.path}/${RISK_REGISTER}`;
    const text = await read(path);
    if (text !== undefined)
      risks.push(...parseRiskRegister(text, path).map((risk) => ({ ...risk, component: component.name })));
  }
  return risks;
}

/** The waivers of maturity.yml at the base. One that cannot be read excuses nothing, and the change may be its repair. */
async function baseWaivers(
  named: string | undefined,
  read: ReadText,
): Promise<{ readonly own: readonly Waiver[]; readonly problem: readonly Finding[] }> {
  for (const path of named === undefined ? CONFIG_PATHS : [named]) {
    const text = await read(path);
    if (text === undefined) continue;
    try {
      return { own: (await parseConfig(text, path)).waivers, problem: [] };
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      const problem: Finding = {
        rule: 'waiver-base',
        severity: 'low',
        message: `${path} cannot be read at the base of this change, so none of its waivers counts`,
        fix: 'Merge its repair first.',
        fingerprint: `waiver-base:${path}`,
      };
      return { own: [], problem: [problem] };
    }
  }
  return { own: [], problem: [] };
}
