import {
  ConfigurationError,
  type DeployedSince,
  findLevel,
  type Instant,
  parseInstant,
} from '@maturity-actions/criteria';
import type { DeploymentWish, UptimeQuery } from '@maturity-actions/evidence';
import type { GateRun, Plan } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import type { Stated, UptimeChoice } from './uptime-settings.ts';

/** Where to learn since when the deployment is there. Throws ConfigurationError E_BAD_INPUT. */
export function deploymentWish(
  { inputs: given, subject }: GateRun<typeof inputs>,
  { component, choice }: Plan,
  { deployedSince: stated, environment }: UptimeChoice,
  access: UptimeQuery['github'],
): DeploymentWish {
  const wanted = stated ? wantedOf(stated) : {};
  const isAsked = given['github-token'] !== undefined || wanted.only === 'deployment' || wanted.only === 'label';
  const [, path, line] = /^(.+):(\d+)$/.exec(component?.levelWhere ?? '') ?? [];
  // As written it may be a number or an alias.
  const written = component?.level ?? '';
  const level = (choice && findLevel(choice.model, written)?.id) ?? written;
  const isThere = level === environment && path !== undefined;
  return {
    environment,
    ...(isAsked && subject.repository.includes('/') ? { github: { repository: subject.repository, access } } : {}),
    ...(isThere ? { configured: { path, line: Number(line) } } : {}),
    ...(component?.since === undefined ? {} : { declared: { at: component.since, where: component.sinceWhere } }),
    ...wanted,
  };
}

type Wanted = Pick<DeploymentWish, 'only' | 'label' | 'declared'>;

function wantedOf({ value, where }: Stated<string>): Wanted {
  const at: Instant | undefined = parseInstant(value);
  if (at !== undefined) return { declared: { at, where } };
  if (value === 'deployment' || value === 'git') return { only: value satisfies DeployedSince['from'] };
  const [, name, issue] = /^label:(.+)#(\d+)$/.exec(value) ?? [];
  if (name !== undefined) return { only: 'label', label: { name: name.trim(), issue: Number(issue) } };
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where,
    found: JSON.stringify(value.slice(0, 80)),
    expected: 'a time, deployment, git, or label:<name>#<issue>',
    fix: 'Example: deployed-since: 2026-11-12T09:00:00Z',
  });
}
