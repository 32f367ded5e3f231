import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import type { Plan, PlanSection } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import {
  isAside,
  isForbiddenCommand,
  isManifest,
  type RollbackTarget,
  targetOfLine,
  targetsOf,
} from '../plan-targets.ts';
import { placeInCommand } from '../plan-text.ts';
import { isMinorBehind, type ReleaseNumber, releaseNumber } from '../release-number.ts';

/** The plan does not return to a version that was right when it was written. */
export const hardCodedVersion = definePlanRule({
  id: 'hard-coded-version',
  about: 'The version to return to is not one from long ago.',
  why: 'A version that is written into the plan stays while releases go on: one day the rollback leaps back by a year.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan, repository }) {
    const last = releaseNumber(repository.lastRelease ?? '');
    if (!last) return [];
    const own = releaseOf(plan);
    // The plan of the newest release names the one before it.
    if (own && !isMinorBehind(own, last)) return [];
    return [...inCommands(plan, last), ...inFiles(plan, last)].sort((a, b) => a.line - b.line);
  },
});

function inCommands(plan: Plan, last: ReleaseNumber): PlanProblem[] {
  return plan.commands.flatMap((command): PlanProblem[] => {
    const target = targetsOf(command).find((one) => isOld(one, last));
    if (!target || isAside(plan.sections[command.section] as PlanSection)) return [];
    if (isForbiddenCommand(plan, command, command.text)) return [];
    return [{ ...placeInCommand(plan, command, target.text), ...wording(target, last) }];
  });
}

function inFiles(plan: Plan, last: ReleaseNumber): PlanProblem[] {
  return plan.blocks.flatMap(({ code, section }): PlanProblem[] => {
    if (!code || !isManifest(code) || isAside(plan.sections[section] as PlanSection)) return [];
    return code.lines.flatMap((text, index): PlanProblem[] => {
      const target = targetOfLine(text.replace(/^\+/, ''));
      if (!target || !isOld(target, last) || text.startsWith('version:')) return [];
      const line = code.firstLine + index;
      const column = (plan.lines[line - 1] ?? '').indexOf(target.text) + 1;
      return [{ line, ...(column > 0 ? { column } : {}), ...wording(target, last) }];
    });
  });
}

/** Images of other people, with numbers of their own. */
const OTHERS =
  /(?:^|\/)(?:postgres\w*|mysql|mariadb|redis|nginx|node|python|alpine|ubuntu|debian|busybox|traefik|mongo\w*|rabbitmq|c?p?-?kafka|elasticsearch|opensearch|grafana|prometheus|vault|consul|haproxy|httpd|golang|openjdk|eclipse-temurin|ruby|php|curl|envoy|caddy|memcached|keycloak|minio|liquibase|flyway)(?::|$)/;
/** Variables for the version of a tool: `NODE_VERSION`. */
const TOOLS =
  /(?:node|python|java|go|ruby|php|terraform|helm|kubectl|k8s|kubernetes|postgres|pg|mysql|redis|nginx|chart|api|schema)[._-]?(?:version|tag)/i;

function isOld({ version, text, kind }: RollbackTarget, last: ReleaseNumber): boolean {
  if (kind === 'branch' && /^[0-9a-f]{40}$/.test(version)) return true;
  const number = releaseNumber(version);
  return number !== undefined && !OTHERS.test(text) && !TOOLS.test(text) && isMinorBehind(number, last);
}

function wording({ version, text }: RollbackTarget, last: ReleaseNumber): Pick<PlanProblem, 'message' | 'fix'> {
  const fix =
    'Say how to find the release before the faulty one, such as `git tag --sort=-creatordate | sed -n 2p`, and use a variable.';
  if (/^[0-9a-f]{40}$/.test(version))
    return { message: `the commit ${version.slice(0, 8)} is written into the plan as the target`, fix };
  return {
    message: `the target ${JSON.stringify(cutText(text.trim(), 80))} is older than the last release, ${cutText(last.text, 40)}`,
    fix,
  };
}

/** The release that the plan is of, by its title: `Rollback of shop v2.0`. */
function releaseOf({ title, sectionTitle }: Plan): ReleaseNumber | undefined {
  const named = /(?<![\w.])v?\d{1,6}\.\d{1,6}(?:\.\d{1,8})?(?![\w.])/.exec(sectionTitle ?? title)?.[0];
  return named === undefined ? undefined : releaseNumber(named);
}
