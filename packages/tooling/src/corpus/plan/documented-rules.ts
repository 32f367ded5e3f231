import type { DocumentedRules } from '../agreement.ts';

const UNDATED = 'it tells of a test, but not when; a test is evidence from its day on, and gets too old';

/** Every rollback plan that we judge otherwise than the corpus does, on purpose, and what we say instead. */
export const ROLLBACK_RULES: DocumentedRules = {
  'section/bf35ca94': { ours: 'trigger conditions', rule: UNDATED },
};
