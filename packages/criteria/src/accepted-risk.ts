import { cvesLeftOut } from './advisory-id.ts';
import { pathGlob } from './glob.ts';
import type { Instant } from './instant.ts';
import type { AcceptedRisk, SecurityFinding } from './security.ts';
import { type LongestWaiver, type Waiver, whyRefused } from './waiver.ts';

/** How a risk stands to one finding: it excuses it, or is refused for a reason. */
export type Acceptance =
  | { readonly risk: AcceptedRisk; readonly counts: true }
  | { readonly risk: AcceptedRisk; readonly counts: false; readonly why: string };

/** Accepted risks, found by the ids of findings. */
export class AcceptedRisks {
  readonly #byId = new Map<string, AcceptedRisk[]>();
  readonly #globs = new Map<string, (path: string) => boolean>();
  readonly #component: string | undefined;

  /** `component` is the one that is judged; risks of another one do not count. */
  constructor(risks: readonly AcceptedRisk[], component?: string) {
    this.#component = component;
    for (const risk of risks) {
      const key = risk.id.toLowerCase();
      const known = this.#byId.get(key);
      if (known) known.push(risk);
      else this.#byId.set(key, [risk]);
    }
  }

  /** Every risk that is about this finding, whether it counts or not. */
  about(finding: SecurityFinding): AcceptedRisk[] {
    const named = [finding.fingerprint, ...finding.ids].flatMap((id) => this.#byId.get(id.toLowerCase()) ?? []);
    return [...new Set(named)].filter((risk) => this.#covers(risk, finding));
  }

  /** How each risk that is about this finding stands to it by itself. */
  outcomes(finding: SecurityFinding, longest: LongestWaiver, now: Instant): Acceptance[] {
    return this.about(finding).map((risk) => {
      const why = whyRefused(risk, longest, now);
      return why === undefined ? { risk, counts: true } : { risk, counts: false, why };
    });
  }

  /** What becomes of a finding: accepted by the first risk that counts, else refused, else undefined. */
  judge(finding: SecurityFinding, longest: LongestWaiver, now: Instant): Acceptance | undefined {
    if (this.#byId.size === 0) return undefined;
    const outcomes = this.outcomes(finding, longest, now);
    const counting = outcomes.filter(({ counts }) => counts);
    const [first] = counting;
    if (!first) return outcomes[0];
    const named = counting.map(({ risk }) => risk.id);
    const [left] = cvesLeftOut(finding.ids, named);
    return left === undefined ? first : { risk: first.risk, counts: false, why: `leaves out ${left}` };
  }

  #covers(risk: AcceptedRisk, finding: SecurityFinding): boolean {
    if (risk.component !== undefined && risk.component !== this.#component) return false;
    const { scope } = risk;
    // A fingerprint names its place itself.
    if (scope === undefined) return risk.id === finding.fingerprint;
    return scope === '*' || isPackage(scope, finding) || this.#isPath(scope, finding);
  }

  /** A path covers a finding only when it covers all of its places: the same flaw elsewhere is not excused. */
  #isPath(scope: string, { places, elsewhere = [] }: SecurityFinding): boolean {
    const paths = [...places.map(({ path }) => path), ...elsewhere];
    let fits = this.#globs.get(scope);
    if (!fits) {
      fits = pathGlob(scope.endsWith('/') ? `${scope}**` : scope);
      this.#globs.set(scope, fits);
    }
    const covers = fits;
    // A path is also itself: `[id].tsx` as a glob is another file.
    return paths.length > 0 && paths.every((path) => path === scope || covers(path));
  }
}

/** `lodash`, `npm/lodash`, `lodash@4.17.20`, `npm/lodash@4.17.20`. */
function isPackage(scope: string, { package: of }: SecurityFinding): boolean {
  if (!of) return false;
  const names = [of.name, ...(of.ecosystem ? [`${of.ecosystem}/${of.name}`] : [])];
  const spelled = names.flatMap((name) => [name, ...(of.version ? [`${name}@${of.version}`] : [])]);
  return spelled.some((name) => name.toLowerCase() === scope.toLowerCase());
}

/** A waiver of maturity.yml that is about a finding, as an accepted risk; undefined for one of a criterion. */
export function riskOfWaiver(waiver: Waiver): AcceptedRisk | undefined {
  const { finding, criterion: _, ...rest } = waiver;
  return finding === undefined ? undefined : { id: finding, ...rest };
}
