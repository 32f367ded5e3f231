import {
  ConfigurationError,
  type Instant,
  type Maintenance,
  parseInstant,
  type UptimeSettings,
} from '@maturity-actions/criteria';
import type { Repository } from '@maturity-actions/evidence';
import type { Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

/** `<from>/<to> declared <time> <reason>` */
const LINE = /^(\S+?)\/(\S+)(?:\s+declared\s+(\S+))?\s+(?!declared\b)(\S.*)$/;

/**
 * Maintenance of the inputs, with the time that they state, and of maturity.yml, with the time at which
 * Git says that the newest of its lines was committed. Throws ConfigurationError E_BAD_INPUT.
 */
export async function plannedMaintenance(
  given: Pick<Inputs<typeof inputs>, 'maintenance'>,
  repository: Repository,
  settings: readonly UptimeSettings[],
): Promise<Maintenance[]> {
  const written = settings.flatMap(({ maintenance }) => maintenance);
  const dated = written.map(async ({ lines, ...one }): Promise<Maintenance> => {
    const times = await Promise.all(lines.map((line) => timeOfLine(repository, line)));
    const known = times.filter((time) => time !== undefined);
    // An end that was moved later on was not declared before.
    return known.length < lines.length ? one : { ...one, declaredAt: Math.max(...known) };
  });
  return [...(given.maintenance ?? []).map(maintenanceOf), ...(await Promise.all(dated))];
}

/** When a `path:line` was committed; undefined when Git does not tell. */
async function timeOfLine(repository: Repository, where: string): Promise<Instant | undefined> {
  const [, path, line] = /^(.+):(\d+)$/.exec(where) ?? [];
  if (path === undefined) return undefined;
  return (await repository.blame?.(path, [Number(line)]))?.get(Number(line));
}

function maintenanceOf(line: string, index: number): Maintenance {
  const [, begin = '', end = '', declared, reason = ''] = LINE.exec(line) ?? [];
  const [from, to] = [parseInstant(begin), parseInstant(end)];
  const declaredAt = declared === undefined ? undefined : parseInstant(declared);
  const isDated = declared === undefined || declaredAt !== undefined;
  if (from === undefined || to === undefined || to <= from || !isDated || reason === '') {
    throw new ConfigurationError({
      code: 'E_BAD_INPUT',
      where: `input maintenance, line ${index + 1}`,
      found: JSON.stringify(line.slice(0, 100)),
      expected: '`<from>/<to> declared <time> <reason>`, its end behind its beginning',
      fix: 'Example: maintenance: 2026-11-20T02:00:00Z/2026-11-20T04:00:00Z declared 2026-11-18 database upgrade',
    });
  }
  return {
    from,
    to,
    ...(declaredAt === undefined ? {} : { declaredAt }),
    reason,
    where: `input maintenance, line ${index + 1}`,
  };
}
