import type { Report, Requirement, Verdict } from '@maturity-actions/criteria';
import { isOpen, ownVerdicts } from './wording.ts';

export type AnnotationLevel = 'error' | 'warning' | 'notice';

/** From the strictest to the mildest. */
export const ANNOTATION_LEVELS: readonly AnnotationLevel[] = ['error', 'warning', 'notice'];

const LEVEL_OF: Readonly<Record<Requirement, AnnotationLevel | undefined>> = {
  must: 'error',
  should: 'warning',
  nice: 'notice',
  'dont-need': undefined,
};

/** The open verdicts that are told at a level: musts as errors, shoulds as warnings, the rest as notices. */
export function openVerdicts(report: Report, level: AnnotationLevel): Verdict[] {
  return ownVerdicts(report).filter((verdict) => isOpen(verdict) && LEVEL_OF[verdict.requirement] === level);
}
