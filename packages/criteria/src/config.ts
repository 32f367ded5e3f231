import { configProblems } from './config-rules.ts';
import { CONFIG_SCHEMA, type ConfigData } from './config-schema.ts';
import { type UptimeSettings, uptimeSettings } from './config-uptime.ts';
import { type Instant, parseDate } from './instant.ts';
import type { PlanRuleSettings, PlanSeverity } from './plan.ts';
import type { Override } from './policy.ts';
import type { Waiver } from './waiver.ts';
import { readYaml, refuseProblems, type YamlFile } from './yaml-file.ts';
import { type CodeOf, schemaProblems } from './yaml-schema.ts';

/** A glob and the `path:line` where it is written, for the message that it matches nothing. */
export interface Pattern {
  readonly glob: string;
  readonly where: string;
}

/** A part of the repository that is judged on its own. */
export interface Component {
  readonly name: string;
  /** Relative to the repository with `/`, without `./` and without a `/` at the end; `.` is all of it. */
  readonly path: string;
  /** As written: id, number or alias. */
  readonly level?: string;
  /** Start of the day on which it reached its level. */
  readonly since?: Instant;
  readonly owner?: string;
  readonly dependsOn: readonly string[];
  readonly group?: string;
  /** Where its uptime is told; adds to that of the project, key by key. */
  readonly uptime?: UptimeSettings;
  readonly where: string;
  /** Where its level is written, else the same as `where`. */
  readonly levelWhere: string;
  /** Where `since` is written, else the same as `where`. */
  readonly sinceWhere: string;
}

/** A kind of code with floors of its own. No pattern means that there is no such code here. */
export interface CodeClass {
  readonly name: string;
  readonly patterns: readonly Pattern[];
  readonly where: string;
}

/** maturity.yml, valid in itself; whether levels, criteria and patterns exist is for who knows them. */
export interface Config {
  readonly path: string;
  readonly model?: string;
  /** As written: id, number or alias. */
  readonly level?: string;
  /** Where the level is written, else the model, else the file. */
  readonly levelWhere: string;
  readonly components: ReadonlyMap<string, Component>;
  readonly classes: ReadonlyMap<string, CodeClass>;
  /** Where the reports of a domain are; absent when not stated. */
  readonly evidence: {
    readonly coverage?: readonly Pattern[];
    readonly security?: readonly Pattern[];
    readonly plans?: readonly Pattern[];
  };
  readonly exclude: readonly Pattern[];
  /** Parameters that replace those of the model, by criterion id. */
  readonly overrides: Readonly<Record<string, Override>>;
  /** Severities and options of rules about plans, by rule id. */
  readonly planRules: PlanRuleSettings;
  readonly uptime?: UptimeSettings;
  readonly waivers: readonly Waiver[];
}

const codeOf: CodeOf = (keys, isUnknownKey) => {
  if (isUnknownKey) return 'E_UNKNOWN_KEY';
  return keys[0] === 'waivers' ? 'E_BAD_WAIVER' : 'E_BAD_CONFIG';
};

/**
 * Reads maturity.yml. Throws ConfigurationError with all problems in the order of lines: E_BAD_CONFIG, E_UNKNOWN_KEY,
 * E_UNKNOWN_COMPONENT, E_BAD_WAIVER.
 */
export async function parseConfig(text: string, path: string): Promise<Config> {
  const file = await readYaml(text, path, 'E_BAD_CONFIG');
  refuseProblems([...file.problems, ...schemaProblems(CONFIG_SCHEMA, file, codeOf), ...configProblems(file)]);
  return toConfig(file.data as ConfigData, file);
}

function toConfig(data: ConfigData, file: YamlFile): Config {
  const {
    model,
    level,
    components = {},
    classes = {},
    evidence = {},
    exclude = [],
    overrides = {},
    'plan-rules': planRules = {},
    uptime,
    waivers = [],
  } = data;
  const patternsAt = patternsOf(file);
  return {
    path: file.path,
    ...(model !== undefined && { model }),
    ...(level !== undefined && { level: String(level) }),
    levelWhere: file.where([level === undefined ? 'model' : 'level']),
    components: mapEntries(components, (name, each) => toComponent(name, each, file)),
    classes: mapEntries(classes, (name, globs) => {
      const keys = ['classes', name];
      return { name, patterns: patternsAt(keys, globs), where: file.where(keys) };
    }),
    evidence: Object.fromEntries(
      Object.entries(evidence as EvidenceData).map(([domain, globs]) => [
        domain,
        patternsAt(['evidence', domain], globs),
      ]),
    ),
    exclude: patternsAt(['exclude'], exclude),
    overrides: Object.fromEntries(
      Object.entries(overrides).map(([id, params]) => [id, { params, where: file.where(['overrides', id]) }]),
    ),
    planRules: Object.fromEntries(
      Object.entries(planRules).map(([id, setting]) => [id, toRuleSetting(setting, file.where(['plan-rules', id]))]),
    ),
    ...(uptime === undefined ? {} : { uptime: uptimeSettings(uptime, file, ['uptime']) }),
    waivers: waivers.map((each, index) => toWaiver(each, file.where(['waivers', index]))),
  };
}

function mapEntries<T, R>(entries: Record<string, T>, convert: (name: string, value: T) => R): ReadonlyMap<string, R> {
  return new Map(Object.entries(entries).map(([name, value]) => [name, convert(name, value)]));
}

function patternsOf(file: YamlFile) {
  return (keys: readonly string[], globs: string | readonly string[]): Pattern[] =>
    [globs].flat().map((glob, index) => ({ glob, where: file.where([...keys, index]) }));
}

type EvidenceData = Readonly<Record<string, string | readonly string[]>>;
type ComponentData = NonNullable<ConfigData['components']>[string];

function toComponent(name: string, data: ComponentData, file: YamlFile): Component {
  const { path, level, since, owner, group, uptime } = data;
  const keys = ['components', name];
  return {
    name,
    path:
      path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/') || '.',
    ...(level !== undefined && { level: String(level) }),
    ...(since !== undefined && { since: dayOf(since) }),
    ...(owner !== undefined && { owner }),
    dependsOn: data['depends-on'] ?? [],
    ...(group !== undefined && { group }),
    ...(uptime !== undefined && { uptime: uptimeSettings(uptime, file, [...keys, 'uptime']) }),
    where: file.where(keys),
    levelWhere: file.where([...keys, 'level']),
    sinceWhere: file.where([...keys, 'since']),
  };
}

function toRuleSetting(
  setting: NonNullable<ConfigData['plan-rules']>[string],
  where: string,
): PlanRuleSettings[string] {
  if (typeof setting === 'string') return { severity: setting, where };
  const { severity, ...options } = setting;
  return { ...(severity !== undefined && { severity: severity as PlanSeverity | 'off' }), options, where };
}

function toWaiver(data: NonNullable<ConfigData['waivers']>[number], where: string): Waiver {
  const { criterion, finding, component, scope, owner, approver, reason } = data;
  const control = data['compensating-control'];
  return {
    ...(criterion !== undefined && { criterion }),
    ...(finding !== undefined && { finding }),
    ...(component !== undefined && { component }),
    ...(scope !== undefined && { scope }),
    owner,
    ...(approver !== undefined && { approver }),
    reason,
    ...(control !== undefined && { control }),
    acceptedOn: dayOf(data['accepted-on']),
    expires: dayOf(data.expires),
    where,
  };
}

/** A date that the schema has checked. */
function dayOf(date: string): Instant {
  const day = parseDate(date);
  if (day === undefined) throw new TypeError(`${date} passed the schema but is no date`);
  return day;
}
