import { bandit } from './bandit.ts';
import type { FindingsFormat } from './format.ts';

/** Every format of scan reports, one file each. */
export const FINDINGS_FORMATS: readonly FindingsFormat[] = [bandit];
