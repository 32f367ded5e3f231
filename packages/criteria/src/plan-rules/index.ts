import type { AnyPlanRule } from '../plan-rule.ts';
import { triggerMissing } from './trigger-missing.ts';

/** Every rule about plans, one file each, in the order of the alphabet. */
export const PLAN_RULES: readonly AnyPlanRule[] = [triggerMissing];
