import type { AnyCheck } from './check.ts';
import { planDocuments } from './checks/plan-documents.ts';
import { planRules } from './checks/plan-rules.ts';

/** The kinds of check about plans: a gate loads its own only. */
export const PLAN_CHECKS: readonly AnyCheck[] = [planDocuments, planRules];
