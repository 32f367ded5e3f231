import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { coverageProvenance, isJudgement, usableCoverage } from '../coverage-scope.ts';
import { quantity } from '../ratio.ts';
import { withoutBase } from './coverage-diff.ts';

const params = v.strictObject({});

/** Every changed source file is known to a report: a file that no test loads is missing from most reports altogether. */
export const coverageChangedFiles = defineCheck<v.InferOutput<typeof params>>({
  kind: 'coverage-changed-files',
  needs: ['coverage'],
  params,
  judge({ coverage }) {
    const required = 'every changed source file is measured';
    const evidence = usableCoverage(coverage, required);
    if (isJudgement(evidence)) return evidence;
    const from = coverageProvenance(evidence);
    const { diff } = evidence;
    if (!diff) return withoutBase(evidence, required);
    if (diff.unmeasured.length === 0) return { outcome: 'met', observed: 'all of them', required, from };
    const files = quantity(diff.unmeasured.length, 'file');
    return {
      outcome: 'unmet',
      observed: `${files} in no report`,
      required,
      missing: files,
      why: `${files} changed since ${diff.base} and no report mentions them: their coverage is 0 % or was never measured.`,
      fix: 'Let the coverage tool include files that no test loads, or exclude them with `exclude` when they are not source code.',
      findings: diff.unmeasured.map(({ path, changed }) => ({
        rule: 'changed-file-unmeasured',
        severity: 'medium',
        message: 'changed source file that no coverage report mentions',
        fix: 'Test it, or let the coverage tool include it.',
        at: { path, ...(changed[0] ? { line: changed[0].from } : {}) },
        fingerprint: `changed-file-unmeasured:${path}`,
      })),
      from,
    };
  },
});
