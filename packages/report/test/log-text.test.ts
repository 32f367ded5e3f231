import { escapeLog } from '@maturity-actions/criteria';
import { renderLog } from '@maturity-actions/report';
import fc from 'fast-check';
import { measuredPlan, PLAN_REPORTS, planProblem } from './sample-plans.ts';
import { HOSTILE, report, SAMPLE_REPORTS, verdict } from './sample-reports.ts';
import { measuredFinding, SECURITY_REPORTS, securityMeasured } from './sample-security.ts';

const COLOUR = new RegExp(`${'\u001b'}\\[\\d+m`, 'g');
const COMMANDS = [
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'set-output',
  'set-env',
  'save-state',
  'stop-commands',
  'add-path',
  'add-matcher',
  'echo',
  'add-step-summary',
  'internal-set-repo-path',
];

/** What the runner's culture-aware comparison does not see: marks, format and control characters, unassigned ones. */
function seen(text: string): string {
  return text.replace(/[\p{M}\p{C}]/gu, '');
}

/** Whether the runner would obey a line: `::cmd props::data` after blanks, or `##[cmd props]data` anywhere; names in any case. */
function isCommand(line: string): boolean {
  return [line, seen(line)].some((text) => isColonCommand(text.trimStart()) || isBracketCommand(text));
}

function isColonCommand(line: string): boolean {
  const end = line.indexOf('::', 2);
  return line.startsWith('::') && end >= 0 && isKnown(line.slice(2, end));
}

function isBracketCommand(line: string): boolean {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  return start >= 0 && end >= 0 && isKnown(line.slice(start + 3, end));
}

function isKnown(info: string): boolean {
  return COMMANDS.includes((info.split(' ')[0] as string).toLowerCase());
}

const piece = fc.oneof(
  fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '[',
    ']',
    ' ',
    '\t',
    '\n',
    '\r',
    '\u0085',
    '\u00a0',
    '\u200b',
    '\u200d',
    '\ufe0f',
    '\u0301',
    '\u001b[1m',
    '\u202e',
    '\ud83d',
    '\u0000',
    ...COMMANDS,
    'ERROR file=a',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const hostile = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

test('the parser of this test knows a command when it sees one', () => {
  expect(['::error::x', '  ::Error file=a::x', 'a ##[SET-OUTPUT name=x]y', '\u200b::error::x'].map(isCommand)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['a ::error::x', '::nonsense::', ': :error::x', '## [error]'].map(isCommand)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ['::error::x', ': :error::x'],
  ['  ::error::x', '  : :error::x'],
  ['a ::error::x', 'a ::error::x'],
  ['a ##[set-output name=x]y', 'a ## [set-output name=x]y'],
  ['###[x] ##[y]', '### [x] ## [y]'],
  ['one\r\n::error::two', 'one ::error::two'],
  ['\u001b[31mred\u001b[0m \u001b]8;;http://e.example\u0007link', 'red link'],
  ['a\u0000b\u0007', 'ab'],
  ['invoice\u202egpj.exe', 'invoice<U+202E>gpj.exe'],
  ['std::vector<T>::size', 'std::vector<T>::size'],
  ['#[derive(Debug)]', '#[derive(Debug)]'],
  ['x\ud800y', 'x\ufffdy'],
])('escapeLog(%j) is %j', (text, expected) => expect(escapeLog(text)).toBe(expected));

test('no escaped line is ever obeyed, and each is one line', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const line = escapeLog(text);
      expect(isCommand(line)).toBe(false);
      expect(line).not.toMatch(/\p{Cc}/u);
      expect(escapeLog(line)).toBe(line);
    }),
    { numRuns: 5000 },
  );
});

const scanned = (a: string, b: string) =>
  measuredFinding({
    fingerprint: '',
    rule: a,
    title: b,
    where: a,
    path: b,
    fixedIn: a,
    package: { name: b, version: a },
  });
const accepted = (a: string, b: string) => {
  const texts = { id: a, scope: b, owner: a, approver: b, reason: a, where: b, why: a };
  return { ...texts, expires: 0, state: 'refused' as const, findings: 1 };
};
const linted = (a: string, b: string) =>
  measuredPlan({
    path: a,
    section: b,
    problems: [planProblem({ rule: a, message: b, fix: a, quote: b, fingerprint: 'p' })],
  });

test('no line of a log is ever obeyed, whatever a report holds', () => {
  fc.assert(
    fc.property(hostile, hostile, fc.boolean(), (a, b, color) => {
      const findings = [
        { rule: a, severity: 'low' as const, message: b, fix: a, fingerprint: '', at: { path: a, line: 1 } },
      ];
      const texts = { title: a, observed: b, required: a, missing: b, why: a, fix: b };
      const drawn = report({
        gate: a,
        model: b,
        level: a,
        subject: { repository: a, component: b },
        verdicts: [verdict({ ...texts, outcome: 'unmet', findings })],
        warnings: findings,
        next: { level: a, missing: [verdict(texts)] },
        measurements: {
          security: securityMeasured([scanned(a, b)], { waivers: [accepted(b, a)] }),
          plan: [linted(a, b)],
          planSkeleton: `${a}\n${b}`,
        },
      });
      for (const line of renderLog({ ...drawn, parts: [drawn] }, { color })) expect(isCommand(line)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('colours change nothing but colours', () => {
  for (const one of Object.values({ ...SAMPLE_REPORTS, ...SECURITY_REPORTS, ...PLAN_REPORTS })) {
    const coloured = renderLog(one, { color: true });
    expect(coloured.join('\n')).toContain('\u001b[');
    expect(coloured.map((line) => line.replaceAll(COLOUR, '').trimEnd())).toEqual(renderLog(one, { color: false }));
  }
});

test('a narrow terminal gets cut cells and wrapped prose', () => {
  const lines = renderLog(SAMPLE_REPORTS['waived'] as never, { color: false, width: 72 });
  expect(lines.slice(3).filter((line) => [...line].length > 72)).toEqual([]);
  expect(
    renderLog(report({ verdicts: [verdict({ outcome: 'unmet', why: HOSTILE.repeat(1000) })] }), { color: false }).join(
      '',
    ).length,
  ).toBeLessThan(5000);
});
