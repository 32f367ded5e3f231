import { planRuleProblems } from './config-plan-rules.ts';
import type { FailureCode } from './failure.ts';
import { parseDate } from './instant.ts';
import { suggestion } from './nearest.ts';
import type { Problem, YamlFile } from './yaml-file.ts';
import { isPlainMap } from './yaml-schema.ts';

type Keys = readonly (string | number)[];
type Graph = ReadonlyMap<string, readonly string[]>;

/** Names that a message lists and looks for the nearest in. */
const MAX_NAMES = 50;

/**
 * What the keys of maturity.yml say of each other: components that are named exist, dependencies have
 * no cycle, rules about plans exist, waivers excuse one thing for a time. Skips what the schema already refuses.
 */
export function configProblems(file: YamlFile): Problem[] {
  const data = isPlainMap(file.data) ? file.data : {};
  const graph = dependencies(data.components);
  const waivers = Array.isArray(data.waivers) ? data.waivers : [];
  return [
    ...unknownDependencies(file, graph),
    ...planRuleProblems(file, data['plan-rules']),
    ...cycles(graph).map((cycle) => cycleProblem(file, cycle)),
    ...waivers.flatMap((waiver, index) => (isPlainMap(waiver) ? waiverProblems(file, graph, waiver, index) : [])),
  ];
}

function dependencies(components: unknown): Graph {
  const entries = isPlainMap(components) ? Object.entries(components) : [];
  return new Map(
    entries.map(([name, component]) => {
      const needed = isPlainMap(component) ? component['depends-on'] : [];
      return [name, Array.isArray(needed) ? needed.filter((each) => typeof each === 'string') : []];
    }),
  );
}

function unknownDependencies(file: YamlFile, graph: Graph): Problem[] {
  return [...graph].flatMap(([name, needed]) =>
    needed.flatMap((each, index) => {
      const keys = ['components', name, 'depends-on', index];
      return graph.has(each) ? [] : [unknownComponent('E_UNKNOWN_COMPONENT', file, keys, each, graph)];
    }),
  );
}

function unknownComponent(code: FailureCode, file: YamlFile, keys: Keys, name: string, graph: Graph): Problem {
  const names = [...graph.keys()].slice(0, MAX_NAMES);
  const expected = names.length > 0 ? `one of ${names.join(', ')}` : 'a name under `components`, which is empty';
  const fix = suggestion(name, names, 'Add the component or remove its name.');
  return { code, where: file.where(keys), found: `no component is named \`${name}\``, expected, fix };
}

/** Cycles of a graph, each as the names along it; found depth first, without recursion. */
function cycles(graph: Graph): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const path: { name: string; next: number }[] = done.has(start) ? [] : [{ name: start, next: 0 }];
    const open = new Set([start]);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const needed = graph.get(top.name)?.[top.next++];
      if (needed === undefined) {
        open.delete(top.name);
        done.add(top.name);
        path.pop();
      } else if (open.has(needed)) {
        const names = path.map((each) => each.name);
        found.push(names.slice(names.indexOf(needed)));
      } else if (graph.has(needed) && !done.has(needed)) {
        open.add(needed);
        path.push({ name: needed, next: 0 });
      }
    }
  }
  return found;
}

function cycleProblem(file: YamlFile, cycle: readonly string[]): Problem {
  const [first = ''] = cycle;
  const where = file.where(['components', first, 'depends-on']);
  const found = `${[...cycle, first].join(' needs ')}`;
  return { code: 'E_BAD_CONFIG', where, found, expected: 'dependencies without a cycle', fix: 'Remove one of them.' };
}

function waiverProblems(file: YamlFile, graph: Graph, waiver: Record<string, unknown>, index: number): Problem[] {
  const problems: Problem[] = [];
  const add = (key: string, found: string, expected: string, fix: string) =>
    problems.push({ code: 'E_BAD_WAIVER', where: file.where(['waivers', index, key]), found, expected, fix });
  const { criterion, finding, component, expires } = waiver;
  const acceptedOn = waiver['accepted-on'];
  const targets = [criterion, finding].filter((each) => each !== undefined).length;
  if (targets === 0) add('', 'a waiver of nothing', '`criterion` or `finding`', 'Add one of them.');
  if (targets === 2) add('finding', 'both `criterion` and `finding`', 'one of them', 'Split it into two waivers.');
  const isFingerprint =
    typeof finding === 'string' && /^(?:dependency|code|secret|misconfiguration|license|web):/.test(finding);
  if (typeof finding === 'string' && targets === 1 && waiver.scope === undefined && !isFingerprint)
    add(
      'finding',
      'a finding without `scope`',
      'the package or path it is limited to',
      'Add `scope`, or `scope: "*"` for anywhere.',
    );
  if (typeof component === 'string' && !graph.has(component))
    problems.push(unknownComponent('E_BAD_WAIVER', file, ['waivers', index, 'component'], component, graph));
  if (instantOf(expires) < instantOf(acceptedOn))
    add(
      'expires',
      `it expires on ${expires}`,
      `a day not before ${acceptedOn}, when it was accepted`,
      'Correct the days.',
    );
  return problems;
}

/** NaN, which is before and after nothing, for what is no date. */
function instantOf(value: unknown): number {
  return (typeof value === 'string' ? parseDate(value) : undefined) ?? Number.NaN;
}
