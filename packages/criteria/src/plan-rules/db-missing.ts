import * as v from 'valibot';
import type { Plan } from '../plan.ts';
import type { MigrationTool, PlanRepository } from '../plan-repository.ts';
import { definePlanRule, type NotApplicable, type PlanProblem } from '../plan-rule.ts';

/** A plan for code with migrations says what becomes of the database. Source: Component Maturity Criteria, rollback plan. */
export const dbMissing = definePlanRule({
  id: 'db-missing',
  about: 'The plan says how to take the database back, when the repository has migrations.',
  why: 'The old code runs against the new schema unless somebody thought of it. That is where rollbacks lose data.',
  severity: 'error',
  element: 'databaseRollback',
  options: v.strictObject({}),
  find({ plan, repository }) {
    if (plan.database.length > 0) return [];
    const [tool] = repository.migrations;
    return tool ? [problemOf(plan, tool)] : unasked(repository);
  },
});

function unasked({ isKnown }: PlanRepository): NotApplicable {
  return {
    notApplicable: isKnown
      ? 'The repository has no database migrations.'
      : 'Whether there are database migrations is not known without the repository.',
  };
}

function problemOf({ line }: Plan, { tool, where, undo }: MigrationTool): PlanProblem {
  const command =
    undo === undefined
      ? 'how to restore the backup'
      : `the command that takes the last migration back, such as \`${undo}\``;
  return {
    line,
    message: `it says nothing about the database, and the repository has migrations (${tool}, ${where})`,
    fix: `Add a section "Database" with ${command}, or write there why nothing has to be done.`,
  };
}
