import * as v from 'valibot';
import { shortText, topicLine } from '../plan-anatomy.ts';
import { saysHowDataComesBack } from '../plan-restore.ts';
import { definePlanRule } from '../plan-rule.ts';

/** Problems that one plan gets: the rest is one number. */
const MOST = 3;

/** Where a migration loses data, the plan restores a backup or goes forward. Source: AWS OPS06-BP01, changes that cannot be rolled back. */
export const irreversibleMigration = definePlanRule({
  id: 'irreversible-migration',
  about: 'The plan says how data comes back that a migration cannot give back.',
  why: 'Taking back a migration that dropped a column gives an empty column. Only a backup, or a change forward, helps.',
  severity: 'error',
  options: v.strictObject({}),
  find({ plan, repository: { migrations, isKnown } }) {
    const lost = migrations.flatMap(({ irreversible }) => irreversible);
    if (lost.length === 0) {
      const unknown = 'Whether a migration loses data is not known without the repository.';
      return { notApplicable: isKnown ? 'No migration of the repository is known to lose data.' : unknown };
    }
    if (saysHowDataComesBack(plan)) return [];
    const line = topicLine(plan, 'database');
    return lost.slice(0, MOST).map(({ path, line: at, statement }, index) => {
      const others = index === MOST - 1 ? lost.length - MOST : 0;
      const rest = others > 0 ? ` and ${others} more like it` : '';
      return {
        line,
        message: `${path}:${at} cannot be taken back (${shortText(statement)})${rest}, and the plan neither restores a backup nor goes forward`,
        fix: 'Add the command that restores the backup taken before the release, such as `pg_restore --clean --dbname shop "$BACKUP"`, or say that the database is repaired by a migration forward.',
      };
    });
  },
});
