import { scoverage } from '../src/coverage/scoverage.ts';
import { outcome, read, unnoticedCuts } from './coverage-reading.ts';

const report = (methods: string): string =>
  `<scoverage statement-count="3" statement-rate="66.67" version="1.0" timestamp="1700000000000"><packages><package name="p"><classes><class name="p.A" filename="A.scala"><methods>${methods}</methods></class></classes></package></packages></scoverage>`;
const method = (statements: string, name = 'f'): string =>
  `<method name="${name}"><statements>${statements}</statements></method>`;
const statement = (line: number, hits: number, rest = 'source="/src/A.scala"', start = line * 10): string =>
  `<statement package="p" class="A" method="f" start="${start}" end="${start + 5}" line="${line}" branch="false" invocation-count="${hits}" ignored="false" ${rest}>code(&quot;x&quot;)</statement>`;

test.each([
  [
    'statements, lines, methods',
    method(statement(1, 1) + statement(2, 0)) + method(statement(5, 0), 'g'),
    { '/src/A.scala': '1/3 b0/0 f1/2 s1/3' },
  ],
  [
    'two statements in a line',
    method(statement(1, 1) + statement(1, 0, undefined, 30)),
    { '/src/A.scala': '1/1 b0/0 f1/1 s1/2' },
  ],
  [
    'branches',
    method(
      statement(1, 1).replace('branch="false"', 'branch="true"') +
        statement(2, 0).replace('branch="false"', 'branch="true"'),
    ),
    { '/src/A.scala': '1/2 b1/2 f1/1 s1/2' },
  ],
  [
    'ignored statements',
    method(statement(1, 1).replace('ignored="false"', 'ignored="true"') + statement(2, 0)),
    { '/src/A.scala': '0/1 b0/0 f0/1 s0/1' },
  ],
  ['without source, the file of the class', method(statement(1, 1, '')), { 'A.scala': '1/1 b0/0 f1/1 s1/1' }],
  [
    'an escaped path',
    method(statement(1, 1, 'source="/src/a&amp;b.scala"')),
    { '/src/a&b.scala': '1/1 b0/0 f1/1 s1/1' },
  ],
  ['a method without statements', method(''), {}],
  [
    'a count that is none',
    method(statement(1, 1).replace('invocation-count="1"', 'invocation-count="x"')),
    'E_BAD_COUNT',
  ],
  ['no line', method('<statement start="1" end="2" invocation-count="1"/>'), 'E_MALFORMED'],
])('%s', async (_name, methods, expected) => {
  expect(await outcome(scoverage, report(methods))).toEqual(expected);
});

test('keeps the time and states nothing', async () => {
  const { producedAt, stated, tool } = await read(scoverage, report(''));
  expect([producedAt, stated, tool]).toEqual([1_700_000_000_000, undefined, 'scoverage']);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(scoverage, report(method(statement(1, 1) + statement(2, 0))))).toEqual([]);
});
