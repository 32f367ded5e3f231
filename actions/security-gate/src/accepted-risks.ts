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
  ServiceError,
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
  // A base that is named is meant, whatever the event.
  const isCompared = given['waivers-from'] === 'base' && (event.isProposal || given.base !== undefined);
  if (!isCompared) return { risks: head, waivers, changes: [] };
  const base = given.base ?? event.base;
  if (base === undefined) throw noBase();
  const problems: Finding[] = [];
  const fromBase: ReadText = (path) => workspace.textAt(base, path);
  const own = await baseWaivers(given.config, fromBase, problems);
  const risks = [
    ...own.flatMap((waiver) => riskOfWaiver(waiver) ?? []),
    ...(await registers(plans, fromBase, problems)),
  ];
  const changed = changedRisks([...risks, ...ofCriteria(own)], [...head, ...ofCriteria(waivers)]);
  return { risks, waivers: own, changes: [...problems, ...changed] };
}

/** Waivers of criteria in the shape in which changes are shown. */
function ofCriteria(waivers: readonly Waiver[]): AcceptedRisk[] {
  return waivers.flatMap(({ criterion, finding: _, ...rest }) =>
    criterion === undefined ? [] : [{ id: criterion, ...rest }],
  );
}

function noBase(): ServiceError {
  return new ServiceError({
    code: 'E_NO_BASE',
    where: 'input waivers-from',
    found: 'an event without a base',
    expected: 'the commit that the change starts from',
    fix: 'Give it as `base`, for instance `base: origin/main`, and check out with "fetch-depth: 0".',
  });
}

/**
 * The registers at the usual places, and in the folders of components, where they excuse only the
 * component. With `problems` one that cannot be read is noted there, and excuses nothing.
 */
async function registers(plans: readonly Plan[], read: ReadText, problems?: Finding[]): Promise<AcceptedRisk[]> {
  const risks: AcceptedRisk[] = [];
  for (const folder of ['', '.github/', 'docs/'])
    risks.push(...(await register(`${folder}${RISK_REGISTER}`, read, problems)));
  for (const { component } of plans) {
    if (!component || ['.', '.github', 'docs'].includes(component.path)) continue;
    const own = await register(`${component.path}/${RISK_REGISTER}`, read, problems);
    risks.push(...own.map((risk) => ({ ...risk, component: component.name })));
  }
  return risks;
}

async function register(path: string, read: ReadText, problems: Finding[] | undefined): Promise<AcceptedRisk[]> {
  const text = await read(path);
  if (text === undefined) return [];
  try {
    return parseRiskRegister(text, path);
  } catch (error) {
    if (!problems || !(error instanceof GateError)) throw error;
    problems.push(unreadable(path));
    return [];
  }
}

/** The waivers of maturity.yml at the base; none when it cannot be read. */
async function baseWaivers(named: string | undefined, read: ReadText, problems: Finding[]): Promise<readonly Waiver[]> {
  for (const path of named === undefined ? CONFIG_PATHS : [named]) {
    const text = await read(path);
    if (text === undefined) continue;
    try {
      return (await parseConfig(text, path)).waivers;
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      problems.push(unreadable(path));
      return [];
    }
  }
  return [];
}

/** What cannot be read at the base excuses nothing, and the change may be its repair. */
function unreadable(path: string): Finding {
  return {
    rule: 'waiver-base',
    severity: 'low',
    message: `${path} cannot be read at the base of this change, so none of its waivers counts`,
    fix: 'Merge its repair first.',
    fingerprint: `waiver-base:${path}`,
  };
}
