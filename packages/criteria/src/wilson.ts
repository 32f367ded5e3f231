/** Standard normal quantiles of the one-sided confidences that may be asked for. */
const QUANTILES: Readonly<Record<string, number>> = {
  '0.9': 1.2815515655446004,
  '0.95': 1.6448536269514722,
  '0.99': 2.3263478740408408,
};

/** Confidences that may be asked for. */
export const CONFIDENCES: readonly string[] = Object.keys(QUANTILES);

/**
 * One-sided lower bound of a share by Wilson's score interval, for `up` of `probes` independent probes; 0
 * without any. Probes that follow each other are alike, so the bound is a little too kind.
 * Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927).
 */
export function wilsonLowerBound(up: number, probes: number, confidence: string): number {
  const z = QUANTILES[confidence];
  if (z === undefined) throw new RangeError(`no quantile for the confidence ${confidence}`);
  if (probes === 0) return 0;
  const share = up / probes;
  const spread = z * Math.sqrt((share * (1 - share)) / probes + (z * z) / (4 * probes * probes));
  return (share + (z * z) / (2 * probes) - spread) / (1 + (z * z) / probes);
}
