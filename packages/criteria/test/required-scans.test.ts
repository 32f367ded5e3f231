import type { ScannerRun } from '@maturity-actions/criteria';
import { asked, evidence, judged, verdictOf, waiver } from './security-samples.ts';

const run = (id: string, ...kinds: ScannerRun['kinds']): ScannerRun => ({ id, kinds, reports: 1, errors: [] });
const ALL = [run('bandit', 'sast'), run('trivy', 'dependencies', 'secrets'), run('own-tool')];
const scans = (wanted: readonly string[], tools: readonly ScannerRun[] = ALL) =>
  verdictOf('required-scans', { scans: wanted }, evidence([], { tools }));

test.each([
  { scans: ['sast'], expected: 'met', observed: 'sast (bandit)' },
  {
    scans: ['sast', 'dependencies', 'secrets'],
    expected: 'met',
    observed: 'sast (bandit), dependencies (trivy), secrets (trivy)',
  },
  { scans: ['containers'], expected: 'unmet', observed: 'none of them' },
  { scans: ['sast', 'dast'], expected: 'unmet', observed: 'sast (bandit)' },
  { scans: ['bandit'], expected: 'met', observed: 'bandit (bandit)' },
  { scans: ['Bandit'], expected: 'met', observed: 'Bandit (bandit)' },
  { scans: ['SAST'], expected: 'met', observed: 'SAST (bandit)' },
  { scans: [' sast '], expected: 'met', observed: 'sast (bandit)' },
  { scans: ['own-tool'], expected: 'met', observed: 'own-tool (own-tool)' },
  { scans: ['semgrep or bandit'], expected: 'met', observed: 'semgrep or bandit (bandit)' },
  { scans: ['semgrep | bandit'], expected: 'met', observed: 'semgrep | bandit (bandit)' },
  { scans: ['semgrep|bandit'], expected: 'met', observed: 'semgrep|bandit (bandit)' },
  { scans: ['semgrep or codeql'], expected: 'unmet', observed: 'none of them' },
  { scans: ['bandit and semgrep'], expected: 'unmet', observed: 'none of them' },
  { scans: ['band'], expected: 'unmet', observed: 'none of them' },
  { scans: ['bandit-2'], expected: 'unmet', observed: 'none of them' },
  { scans: ['bandit, semgrep'], expected: 'unmet', observed: 'none of them' },
  { scans: ['or'], expected: 'unmet', observed: 'none of them' },
  { scans: ['*'], expected: 'unmet', observed: 'none of them' },
  { scans: ['__proto__'], expected: 'unmet', observed: 'none of them' },
  { scans: ['constructor'], expected: 'unmet', observed: 'none of them' },
])('$scans: $expected', ({ scans: wanted, expected, observed }) => {
  expect(scans(wanted)).toMatchObject({ outcome: expected, observed });
});

test('a tool that nobody knows proves no kind of scan, and no tool proves none', () => {
  for (const kind of ['sast', 'dependencies', 'secrets', 'containers', 'infrastructure', 'dast']) {
    expect(scans([kind], [run('own-tool')]).outcome).toBe('unmet');
    expect(scans([kind], []).outcome).toBe('unmet');
  }
});

test('names what is missing, and how to get it', () => {
  const verdict = scans(['sast', 'infrastructure', 'bandid']);
  expect(verdict).toMatchObject({ outcome: 'unmet', missing: 'infrastructure, bandid' });
  expect(verdict.fix).toContain('checkov');
  expect(verdict.fix).toContain('`bandit`');
});

test('what could not be read proves nothing', () => {
  const failure = { kind: 'evidence', code: 'E_EMPTY', where: '', found: '', expected: '', fix: '' } as const;
  const one = (parts: object) => verdictOf('required-scans', { scans: ['sast'] }, evidence([], parts)).outcome;
  expect(one({ failures: [failure] })).toBe('unknown');
  expect(one({ reports: 0 })).toBe('unknown');
  expect(verdictOf('required-scans', { scans: ['sast'] }, undefined).outcome).toBe('unknown');
});

test.each([[[]], [['']], [[' ']], ['sast'], [[1]]])('%j is refused', (wanted) => {
  expect(() => verdictOf('required-scans', { scans: wanted }, evidence([]))).toThrow('scans');
});

test('a level that is asked for fewer scans is told of', () => {
  const report = (now: readonly string[]) =>
    judged(
      asked('required-scans', { scans: now }, { replaced: { scans: ['sast', 'secrets'] }, origin: 'maturity.yml:3' }),
      evidence([], { tools: ALL }),
      { waivers: [waiver({ criterion: 'other' })] },
    );
  expect(report(['sast']).warnings.map(({ message }) => message)).toEqual([
    'maturity.yml:3 shortens asked from the sast,secrets of production to sast',
  ]);
  expect(report(['sast']).verdicts[0]?.required).toBe('sast (maturity.yml:3; production asks sast,secrets)');
  expect(report(['sast', 'secrets', 'dast']).warnings).toEqual([]);
  expect(report(['secrets', 'sast']).warnings).toEqual([]);
});
