import * as v from 'valibot';
import { UPTIME_SCHEMA } from './config-uptime.ts';
import { closed, date, list, mapOf, text, textThat } from './yaml-schema.ts';

// Commas and line breaks separate names in inputs, and `all` there means every component.
const isName = (value: string) => /^[^\s,\p{C}]+$/u.test(value) && value.toLowerCase() !== 'all';
const name = (what: string) => textThat(isName, `${what} without spaces or commas, not \`all\``);

const isInside = (value: string) => {
  const isRelative = value !== '' && !/^([/\\]|[A-Za-z]:)/.test(value) && !value.includes('\\');
  return isRelative && !value.split('/').includes('..');
};
const levelText = 'the id, number or alias of a level, such as staging';
const level = v.pipe(v.union([text(levelText), v.pipe(v.number(), v.integer())], levelText), v.description(levelText));

const glob = text('a glob in quotes');
const globs = list(glob, 'globs in quotes, such as ["src/auth/**"]');
const globsText = 'a glob or a list of globs, such as "reports/**/coverage.xml"';
const oneOrMoreGlobs = v.pipe(v.union([glob, v.array(glob)], globsText), v.description(globsText));

const component = closed(
  {
    path: textThat(isInside, 'a folder relative to the repository, such as services/checkout'),
    level: v.optional(level),
    since: v.optional(date('the day it reached its level, such as 2026-11-20')),
    owner: v.optional(text('who answers for it, such as "@org/payments"')),
    'depends-on': v.optional(list(text('the name of a component'), 'names of components that it needs')),
    group: v.optional(text('the name of the group it belongs to')),
    uptime: v.optional(UPTIME_SCHEMA),
  },
  'a component: {path, level, since, owner, depends-on, group, uptime}',
);

const waiver = closed(
  {
    criterion: v.optional(text('the id of the criterion that may be unmet')),
    finding: v.optional(text('the rule or fingerprint of the finding that is accepted')),
    component: v.optional(text('the name of the component it is limited to')),
    scope: v.optional(text('the package or path that a waived finding is limited to, `*` for anywhere')),
    owner: text('who answers for it, such as "@org/payments"'),
    approver: v.optional(text('who approved it, such as "@org/security"')),
    reason: text('why it is acceptable until then'),
    'compensating-control': v.optional(text('what keeps the risk small meanwhile')),
    'accepted-on': date('the day it was accepted, such as 2026-11-01'),
    expires: date('the last day it counts, such as 2026-12-31'),
  },
  'a waiver: {criterion or finding, owner, reason, accepted-on, expires}',
);

const evidence = closed(
  { coverage: v.optional(oneOrMoreGlobs), security: v.optional(oneOrMoreGlobs), plans: v.optional(oneOrMoreGlobs) },
  'where the reports of a domain are, such as {coverage: "reports/**/coverage.xml", security: ["reports/*.sarif"], plans: "docs/rollback/*.md"}',
);

const ruleText = 'error, warning, info or off, or a map of options of the rule, such as {severity: error, within: 60d}';
const ruleSetting = v.pipe(
  v.union([v.picklist(['error', 'warning', 'info', 'off']), mapOf(v.string(), v.unknown(), ruleText)], ruleText),
  v.description(ruleText),
);

/** What maturity.yml may say, key by key; what keys say of each other is in config-rules.ts. */
export const CONFIG_SCHEMA = closed(
  {
    model: v.optional(text('the id of a model, such as component')),
    level: v.optional(level),
    components: v.optional(
      mapOf(name('a name'), component, 'components by name, such as {checkout: {path: services/checkout}}'),
    ),
    classes: v.optional(
      mapOf(name('a name'), globs, 'classes of code by name; [] says that there is no code of the class'),
    ),
    evidence: v.optional(evidence),
    exclude: v.optional(list(glob, 'globs of files that are not judged')),
    overrides: v.optional(
      mapOf(v.string(), mapOf(v.string(), v.unknown(), 'parameters, such as {min: 75}'), 'parameters by criterion id'),
    ),
    'plan-rules': v.optional(
      mapOf(v.string(), ruleSetting, 'rules of rollback-plan-lint by id, such as {tested-stale: {within: 60d}}'),
    ),
    uptime: v.optional(UPTIME_SCHEMA),
    waivers: v.optional(list(waiver, 'unmet criteria and findings that are accepted until a day')),
  },
  'a map with keys such as model, level, components',
);

/** maturity.yml as written, once it passed the schema. */
export type ConfigData = v.InferOutput<typeof CONFIG_SCHEMA>;
