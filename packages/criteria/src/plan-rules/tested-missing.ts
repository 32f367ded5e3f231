import * as v from 'valibot';
import type { Plan } from '../plan.ts';
import { datedTests, foldedText, newestTest, topicLine } from '../plan-anatomy.ts';
import { definePlanRule } from '../plan-rule.ts';

/** The plan was tried, on a day that it names. Source: Component Maturity Criteria, rollback plan, tested. */
export const testedMissing = definePlanRule({
  id: 'tested-missing',
  about: 'The plan says on which day it was last tested.',
  why: 'A plan that was never tried is a guess. The day tells how much has changed since.',
  severity: 'error',
  element: 'testedEvidence',
  options: v.strictObject({}),
  find({ plan, now }) {
    if (newestTest(plan, now)) return [];
    const { line, message } = lackOf(plan);
    return [
      {
        line,
        message,
        fix: 'Try the plan in staging and write down the day and the outcome, such as "Tested: 2026-11-02 in staging, took 8 minutes".',
      },
    ];
  },
});

/** Words of a statement about a test of the plan; other lines below a heading about tests tell less than the heading. */
const ABOUT_TEST =
  /\b(?:(?:un)?tested|test (?:on|in|of|run)|last [\w ]{0,20}tests?|rollback tests?|drill|rehears|exercis|dry[ -]run|game ?day|getestet|geprobt|ubung|teste[er]?\b|essai|probad|simulacro|testad|ensaiad|test edil|tatbikat|ovad|ovning|testowan|cwicz)|тест|провер|учени|演练|测试/u;

/** What is closest to evidence, and why it is none. */
function lackOf(plan: Plan): { readonly line: number; readonly message: string } {
  const [future] = datedTests(plan);
  if (future) return { line: future.line, message: 'it names a test only on a day that is still to come' };
  const about = plan.tests.filter(({ text }) => ABOUT_TEST.test(foldedText(text)));
  const undated = about.find(({ isDone }) => isDone);
  if (undated) return { line: undated.line, message: 'it speaks of a test, but does not say on which day it was done' };
  const [open] = about;
  if (open) return { line: open.line, message: 'it speaks of a test, but does not say that one was done' };
  return { line: topicLine(plan, 'testing'), message: 'nothing says that it was ever tested' };
}
