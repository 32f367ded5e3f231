import { ConfigurationError, type Maintenance, parseInstant, type UptimeSettings } from '@maturity-actions/criteria';
import type { GateRun } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

/** `<from>/<to> declared <time> <reason>` */
const LINE = /^(\S+?)\/(\S+)(?:\s+declared\s+(\S+))?\s+(\S.*)$/;

/**
 * Maintenance of the inputs, with the time that they state, and of maturity.yml, with the time at which
 * Git says that the line was committed. Throws ConfigurationError E_BAD_INPUT.
 */
export async function plannedMaintenance(
  run: GateRun<typeof inputs>,
  settings: readonly UptimeSettings[],
): Promise<Maintenance[]> {
  const written = settings.flatMap(({ maintenance }) => maintenance);
  const dated = written.map(async (one): Promise<Maintenance> => {
    const [, path, line] = /^(.+):(\d+)$/.exec(one.where) ?? [];
    const times = path === undefined ? undefined : await run.workspace.blame(path, [Number(line)]);
    const declaredAt = times?.get(Number(line));
    return { ...one, ...(declaredAt === undefined ? {} : { declaredAt }) };
  });
  return [...(run.inputs.maintenance ?? []).map(maintenanceOf), ...(await Promise.all(dated))];
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
