import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandFile } from '../src/runner-harness/command-file.ts';
import {
  type ActionResult,
  type ActionRun,
  RunnerViolation,
  readScenario,
  runAction,
} from '../src/runner-harness/index.ts';
import { parseLogCommand } from '../src/runner-harness/log-command.ts';

const ACTION = `
name: fake
inputs:
  level: { description: a }
  fail-on: { description: b, default: high }
  two words: { description: c }
outputs:
  passed: { description: d }
  report: { description: e }
runs: { using: node24, main: index.js }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-'));
  await mkdir(join(folder, 'workspace'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a script as the only file of a fake action. */
async function runScript(script: string, run: Partial<ActionRun> = {}, action = ACTION): Promise<ActionResult> {
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(join(folder, 'action.yml'), action);
  await writeFile(join(folder, 'index.js'), script);
  return runAction({ action: folder, inputs: {}, workspace: join(folder, 'workspace'), ...run });
}

const PRINT_ENVIRONMENT = 'console.log(JSON.stringify({ ...process.env, cwd: process.cwd() }));';

describe('environment', () => {
  test('inputs are named as the runner names them, declared ones always there', async () => {
    const inputs = { Level: 'L3', treshold: '80' };
    const { log } = await runScript(PRINT_ENVIRONMENT, { inputs });
    const environment = JSON.parse(log);
    expect(environment).toMatchObject({
      INPUT_LEVEL: 'L3',
      'INPUT_FAIL-ON': 'high',
      INPUT_TWO_WORDS: '',
      INPUT_TRESHOLD: '80',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_WORKSPACE: join(folder, 'workspace'),
      cwd: join(folder, 'workspace'),
    });
  });

  test('nothing else of the machine comes in', async () => {
    process.env.HARNESS_TEST_SECRET = 'leaked';
    const { log } = await runScript(PRINT_ENVIRONMENT, { environment: { EXTRA: 'given' } });
    delete process.env.HARNESS_TEST_SECRET;
    expect(log).not.toContain('leaked');
    expect(JSON.parse(log)).toMatchObject({ EXTRA: 'given' });
  });

  test('the event is a file', async () => {
    const event = { name: 'pull_request', payload: { pull_request: { number: 7 } }, sha: 'abc' };
    const script = `import { readFileSync } from 'node:fs';
      console.log(process.env.GITHUB_EVENT_NAME, process.env.GITHUB_SHA, readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));`;
    expect((await runScript(script, { event })).log).toBe('pull_request abc {"pull_request":{"number":7}}\n');
  });
});

test('everything a step leaves behind is read', async () => {
  const script = `import { appendFileSync, writeFileSync } from 'node:fs';
    const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP } = process.env;
    const report = RUNNER_TEMP + '/report.json';
    writeFileSync(report, '{"passed":true}');
    appendFileSync(GITHUB_OUTPUT, 'passed=true\\nreport<<END\\n' + report + '\\nEND\\n');
    appendFileSync(GITHUB_STEP_SUMMARY, '# Passed');
    console.log('  ::warning file=' + process.cwd() + '/src/a.js,line=3,endLine=4,title=a%2Cb::one%0Atwo%25');
    console.error('::notice::from the other stream');
    process.exitCode = 3;`;
  const { log: _, ...result } = await runScript(script, { measuresMemory: true });
  expect(result).toEqual({
    exitCode: 3,
    outputs: { passed: 'true', report: expect.stringMatching(/report\.json$/) },
    summary: '# Passed',
    reportJson: { passed: true },
    annotations: [
      { type: 'warning', file: 'src/a.js', line: 3, endLine: 4, title: 'a,b', message: 'one\ntwo%' },
      { type: 'notice', message: 'from the other stream' },
    ],
    peakMemory: expect.any(Number),
  });
});

test('a cancelled run gets SIGINT and may still write', async () => {
  const script = `setInterval(() => {}, 1000);
    process.on('SIGINT', () => { console.log('stopped'); process.exit(4); });`;
  expect(await runScript(script, { cancelAfterMs: 300 })).toMatchObject({ exitCode: 4, log: 'stopped\n' });
});

const print = (text: string): string => `console.log(${JSON.stringify(text)});`;
const append = (variable: string, text: string): string =>
  `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.${variable}, ${text});`;

describe('what the runner would refuse, lose or wrongly obey', () => {
  test.each([
    { name: 'an 11th annotation of a type', script: print('::error::x\n'.repeat(11)), message: 'would be lost' },
    { name: 'a long message', script: print(`::notice::${'x'.repeat(4097)}`), message: 'would be cut' },
    { name: 'set-output in a log', script: print('::set-output name=passed::true'), message: 'obeys ::set-output::' },
    { name: 'stop-commands', script: print('::stop-commands::token'), message: 'obeys ::stop-commands::' },
    { name: 'an old command inside a line', script: print('read a.js ##[error]x'), message: 'obeys ##[error]' },
    {
      name: 'an old command on standard error',
      script: "console.error('##[add-mask]x')",
      message: 'obeys ##[add-mask]',
    },
    { name: 'an undeclared output', script: append('GITHUB_OUTPUT', "'pased=true\\n'"), message: 'lacks: pased' },
    { name: 'a malformed output', script: append('GITHUB_OUTPUT', "'passed\\n'"), message: 'NAME=VALUE' },
    { name: 'a malformed variable', script: append('GITHUB_ENV', "'A<<END\\n1\\n'"), message: 'ends the value' },
    {
      name: 'a summary over 1 MiB',
      script: append('GITHUB_STEP_SUMMARY', "'x'.repeat(1024 * 1024 + 1)"),
      message: 'would be dropped',
    },
  ])('$name', async ({ script, message }) => {
    const run = runScript(script);
    await expect(run).rejects.toThrow(RunnerViolation);
    await expect(run).rejects.toThrow(message);
  });

  test.each([
    { name: 'ten annotations of a type', script: print('::error::x\n'.repeat(10)) },
    { name: 'the longest message', script: print(`::notice::${'x'.repeat(4096)}`) },
    { name: 'a summary of 1 MiB', script: append('GITHUB_STEP_SUMMARY', "'x'.repeat(1024 * 1024)") },
    { name: 'commands that are text', script: print('a ::error::x\n##[section]y\n: :error::z\n## [error]') },
  ])('$name is fine', async ({ script }) => {
    expect((await runScript(script)).exitCode).toBe(0);
  });
});

describe('action.yml', () => {
  test.each([
    { name: 'an older Node', action: ACTION.replace('node24', 'node20'), message: 'using node20' },
    { name: 'a script that is not there', action: ACTION.replace('index.js', 'main.js'), message: 'no script' },
  ])('$name is refused', async ({ action, message }) => {
    await expect(runScript('', {}, action)).rejects.toThrow(message);
  });
});

describe('parseLogCommand', () => {
  test.each([
    { line: '::error::x', found: 'v2 error x' },
    { line: '\t \u0085\u00a0::error::x', found: 'v2 error x' },
    { line: '::ERROR file=a::x', found: 'v2 error x' },
    { line: '::error::%250A', found: 'v2 error %0A' },
    { line: 'text ::error::x', found: undefined },
    { line: '::unknown::x', found: undefined },
    { line: '::error', found: undefined },
    { line: 'text ##[warning a=b;c=d]x%5D', found: 'v1 warning x]' },
    { line: '##[section]x', found: undefined },
    { line: '##[error', found: undefined },
    { line: '::unknown:: ##[error]x', found: 'v1 error x' },
  ])('$line', ({ line, found }) => {
    const command = parseLogCommand(line);
    expect(command && `${command.syntax} ${command.name} ${command.data}`).toBe(found);
  });
});

describe('parseCommandFile', () => {
  test.each([
    { name: 'a value', text: 'a=b=c\n', found: { a: 'b=c' } },
    { name: 'an empty value', text: 'a=\n', found: { a: '' } },
    { name: 'heredoc', text: 'a<<END\nx\n\ny=z\nEND\nb=1\n', found: { a: 'x\n\ny=z', b: '1' } },
    { name: 'an empty heredoc', text: 'a<<END\nEND\n', found: { a: '' } },
    { name: 'the first sign decides', text: 'a=<<END\n', found: { a: '<<END' } },
    { name: 'a carriage return stays', text: 'a=b\r\n', found: { a: 'b\r' } },
    { name: 'empty lines', text: '\n\na=b\n\n', found: { a: 'b' } },
    { name: 'the last one wins', text: 'a=b\na=c\n', found: { a: 'c' } },
  ])('$name', ({ text, found }) => {
    expect(parseCommandFile(text, 'GITHUB_OUTPUT')).toEqual(found);
  });

  test.each(['text\n', '=b\n', '<<END\nx\nEND\n', 'a<<\nx\n', 'a<<END\nx\n', 'a<<END\nx\nEND \n'])(
    'refuses %j',
    (text) => {
      expect(() => parseCommandFile(text, 'GITHUB_OUTPUT')).toThrow(RunnerViolation);
    },
  );
});

describe('readScenario', () => {
  const expectation = { exitCode: 0, outputs: {}, verdicts: {} };
  test.each([
    { name: 'a missing expectation', scenario: { description: 'a', inputs: {} }, message: 'expect' },
    {
      name: 'an expectation without exit code',
      scenario: { description: 'a', inputs: {}, expect: { outputs: {}, verdicts: {} } },
      message: 'expect.exitCode',
    },
    {
      name: 'a key that nothing reads',
      scenario: { description: 'a', inputs: {}, expect: { ...expectation, verdict: {} } },
      message: 'expect.verdict',
    },
  ])('refuses $name', async ({ scenario, message }) => {
    await writeFile(join(folder, 'scenario.json'), JSON.stringify(scenario));
    expect(() => readScenario(folder)).toThrow(message);
  });

  test('refuses a folder without scenario.json', () => {
    expect(() => readScenario(folder)).toThrow('scenario.json is missing');
  });

  test('reads one that is complete', async () => {
    const scenario = { description: 'a', inputs: { line: '80' }, expect: expectation };
    await writeFile(join(folder, 'scenario.json'), JSON.stringify(scenario));
    expect(readScenario(folder)).toEqual(scenario);
  });
});
