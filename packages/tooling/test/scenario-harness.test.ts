import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunnerViolation, runScenario, type Scenario } from '../src/runner-harness/index.ts';
import { jsonPart } from '../src/runner-harness/json-part.ts';
import { sarifProblems } from '../src/runner-harness/sarif-rules.ts';

const ACTION = `
name: fake
inputs:
  sarif-file: { description: a }
  add: { description: b }
outputs:
  report: { description: c }
  text: { description: d }
runs: { using: node24, main: index.js }
`;
const EXPECT: Scenario['expect'] = { exitCode: 0, outputs: {}, verdicts: {} };
const REPORT = `writeFileSync(process.env.RUNNER_TEMP + '/report.json', JSON.stringify({ verdicts: [], kept: [{ a: 1, b: 2 }] }));
  appendFileSync(process.env.GITHUB_OUTPUT, 'report=' + process.env.RUNNER_TEMP + '/report.json\\n');`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a scenario with a script as the only file of a fake action, which leaves a report behind. */
async function runWith(script: string, scenario: Partial<Scenario> = {}) {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'action.yml'), ACTION);
  const imports = "import { appendFileSync, readFileSync, writeFileSync, existsSync } from 'node:fs';";
  await writeFile(join(folder, 'index.js'), `${imports}\n${REPORT}\n${script}`);
  return runScenario(folder, { description: 'x', inputs: {}, expect: EXPECT, ...scenario }, folder);
}

describe('secrets', () => {
  test.each([
    { place: 'log', script: 'console.log("a hunter2 b")' },
    { place: 'summary', script: 'appendFileSync(process.env.GITHUB_STEP_SUMMARY, "hunter2")' },
    { place: 'outputs', script: 'appendFileSync(process.env.GITHUB_OUTPUT, "text=hunter2\\n")' },
    { place: 'reportJson', script: 'writeFileSync(process.env.RUNNER_TEMP + "/report.json", `{"a":"hunter2"}`)' },
    { place: 'out.txt', script: 'writeFileSync("out.txt", "hunter2")' },
    { place: 'scan.txt', script: 'appendFileSync("scan.txt", "again")' },
  ])('one in $place is found', async ({ place, script }) => {
    const run = runWith(script, { secrets: ['hunter2'], untracked: { 'scan.txt': 'hunter2' } });
    await expect(run).rejects.toThrow(RunnerViolation);
    await expect(run).rejects.toThrow(place);
  });

  test('one in a file that the scenario itself made is none', async () => {
    const { result } = await runWith('', { secrets: ['hunter2'], untracked: { 'scan.txt': 'hunter2' } });
    expect(result.exitCode).toBe(0);
  });
});

describe('the workspace', () => {
  test('documents, repeated texts with a beginning and an end, and commits in reports', async () => {
    const script = 'for (const path of ["a.json", "b.json", "c.txt"]) console.log(readFileSync(path, "utf8").trim())';
    const { result } = await runWith(script, {
      git: ['commit'],
      untracked: { 'a.json': { json: { sha: '{head}' } } },
      repeat: { count: 3, untracked: { 'b.json': '%n,', 'c.txt': '%n' }, around: { 'b.json': ['[', '0]'] } },
    });
    expect(result.log).toMatch(/^\{\n {2}"sha": "[0-9a-f]{40}"\n\}\n\[1,2,3,0\]\n123\n$/);
  });

  test('earlier runs work in it one after the other, each with files of its own', async () => {
    const script = `const before = existsSync('state') ? readFileSync('state', 'utf8') : '';
      writeFileSync('state', before + process.env.INPUT_ADD + readFileSync('scan', 'utf8'));
      console.log(readFileSync('state', 'utf8'));`;
    const { result } = await runWith(script, {
      inputs: { add: 'c' },
      earlier: [{ inputs: { add: 'a' }, untracked: { scan: '1' } }, { inputs: { add: 'b' } }],
      untracked: { scan: '3' },
    });
    expect(result.log).toBe('a1b1c3\n');
  });
});

test('what is expected of report, documents and annotations is looked for', async () => {
  const expected: Scenario['expect'] = {
    ...EXPECT,
    report: { kept: [{ b: 2 }] },
    documents: { 'out.json': { list: [{ c: 4 }] }, 'none.json': {} },
    annotationsExclude: [
      { type: 'error', file: 'a.py' },
      { type: 'error', file: 'b.py' },
    ],
  };
  const script =
    'writeFileSync("out.json", `{"list":[{"c":3,"d":4}],"x":1}`); console.log("::error file=a.py,line=1::x")';
  const { observed } = await runWith(script, { expect: expected });
  expect(observed).toEqual({
    ...expected,
    documents: { 'out.json': { list: [{ c: 3 }] } },
    annotationsExclude: [{ type: 'error', file: 'b.py' }],
  });
});

describe('jsonPart', () => {
  test.each([
    { name: 'keys that are named', actual: { a: 1, b: 2 }, expected: { a: 0 }, part: { a: 1 } },
    { name: 'a key that is not there', actual: { b: 2 }, expected: { a: 0 }, part: {} },
    { name: 'every element', actual: [{ a: 1, b: 2 }, 3], expected: [{ b: 0 }], part: [{ b: 2 }, 3] },
    { name: 'another shape', actual: [1], expected: { a: 1 }, part: [1] },
    { name: 'null', actual: null, expected: {}, part: null },
  ])('$name', ({ actual, expected, part }) => {
    expect(jsonPart(actual, expected)).toEqual(part);
  });
});

describe('sarifProblems', () => {
  const location = (uri: string, startLine = 1) => ({
    physicalLocation: { artifactLocation: { uri }, region: { startLine } },
  });
  const result = { ruleId: 'A', ruleIndex: 0, level: 'error', message: { text: 'x' }, locations: [location('a.py')] };
  const rule = { id: 'A', shortDescription: { text: 'x' }, properties: { 'security-severity': '8.0' } };
  const sarif = (one: object = result, own: object = rule) =>
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rules: [own] } }, results: [one] }] });

  test.each(['a.py', 'src/%40scope/a%20b..py', '.github/x.yml'])('nothing is wrong with %s', (path) => {
    expect(sarifProblems(sarif({ ...result, locations: [location(path)] }))).toEqual([]);
  });

  test.each([
    { name: 'no run', text: '{"version":"2.1.0","runs":[]}' },
    { name: 'another rule', text: sarif({ ...result, ruleId: 'B' }) },
    { name: 'a level that there is not', text: sarif({ ...result, level: 'fatal' }) },
    { name: 'no message', text: sarif({ ...result, message: { text: '' } }) },
    { name: 'no place', text: sarif({ ...result, locations: [] }) },
    { name: 'an absolute path', text: sarif({ ...result, locations: [location('/etc/passwd')] }) },
    { name: 'a path that climbs', text: sarif({ ...result, locations: [location('src/../../a.py')] }) },
    { name: 'a path that hides where it leads', text: sarif({ ...result, locations: [location('%2e%2e/a.py')] }) },
    { name: 'a scheme', text: sarif({ ...result, locations: [location('file:///a.py')] }) },
    { name: 'a path that is no URI', text: sarif({ ...result, locations: [location('a b.py')] }) },
    { name: 'line 0', text: sarif({ ...result, locations: [location('a.py', 0)] }) },
    { name: 'a suppression of no kind', text: sarif({ ...result, suppressions: [{}] }) },
    { name: 'a score that is a number', text: sarif(result, { ...rule, properties: { 'security-severity': 8 } }) },
    { name: 'a score out of range', text: sarif(result, { ...rule, properties: { 'security-severity': '11.0' } }) },
    { name: 'help elsewhere than on https', text: sarif(result, { ...rule, helpUri: 'javascript:alert(1)' }) },
  ])('$name', ({ text }) => {
    expect(sarifProblems(text)).toHaveLength(1);
  });

  test('a run that writes such a file is refused', async () => {
    const script = 'writeFileSync("out.sarif", `{"version":"2.1.0","runs":[]}`)';
    await expect(runWith(script, { inputs: { 'sarif-file': 'out.sarif' } })).rejects.toThrow('no SARIF for GitHub');
  });
});
