import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SEVERITIES, type Severity } from '@maturity-actions/criteria';
import {
  detectFormat,
  FINDINGS_FORMATS,
  type FindingsReport,
  memorySource,
  type ReportedFinding,
  SECURITY_WORDING,
} from '@maturity-actions/evidence';

const FIXTURES = fileURLToPath(new URL('../fixtures/findings/', import.meta.url));

interface ExpectedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly path?: string;
  readonly line?: number;
  readonly package?: string;
}

interface Expectation {
  readonly from: string;
  readonly total: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly findings: readonly ExpectedFinding[];
  readonly errors?: number;
  readonly suppressed?: number;
  readonly closed?: number;
  /** The report must be refused with this code. */
  readonly error?: string;
}

const cases = readdirSync(FIXTURES).flatMap((format) =>
  readdirSync(FIXTURES + format).map((name) => ({ format, name })),
);

/** Expected findings are an independent statement: what the tool says through another channel, or what it was given to find. */
describe.each(cases)('$format/$name', ({ format, name }) => {
  const folder = `${FIXTURES}${format}/${name}`;
  const input = readdirSync(folder).find((file) => file.startsWith('input.')) as string;
  const content = readFileSync(`${folder}/${input}`);
  // Tools that write the same empty list when clean are known by the name of the file.
  const path = `${name}${input.slice('input'.length)}`;
  const read = async (bytes: Uint8Array = content, chunkSize?: number): Promise<FindingsReport> => {
    const source = memorySource(path, bytes, chunkSize);
    return (await detectFormat(source, FINDINGS_FORMATS, SECURITY_WORDING)).read(source);
  };

  test('states what to expect', () => {
    expect(existsSync(`${folder}/expected.json`)).toBe(true);
  });

  test('is taken for its format and no other', async () => {
    const source = memorySource(path, content);
    expect((await detectFormat(source, FINDINGS_FORMATS, SECURITY_WORDING)).id).toBe(format);
  });

  const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Expectation;
  if (expected.error !== undefined) {
    test(`is refused with ${expected.error}`, async () => {
      await expect(read()).rejects.toMatchObject({ failures: [{ code: expected.error }] });
    });
    return;
  }

  test('has the findings of the tool', async () => {
    const open = openFindings(await read());
    expect(countsOf(open)).toEqual(expected.bySeverity);
    expect(notFound(expected.findings, open)).toEqual([]);
    if (expected.findings.length === expected.total) expect(open).toHaveLength(expected.total);
  });

  test('has its errors and what it suppresses', async () => {
    const { runs, findings, statements } = await read();
    expect({
      errors: runs.flatMap(({ errors }) => errors).length,
      suppressed: findings.filter(({ suppression }) => suppression).length,
      closed: statements.filter(({ status }) => status === 'closed').length,
    }).toEqual({
      errors: expected.errors ?? 0,
      suppressed: expected.suppressed ?? 0,
      closed: expected.closed ?? 0,
    });
  });

  test('reads the same in small chunks', async () => {
    expect(await read(content, 7)).toEqual(await read());
  });

  test('is an error when it is cut in the middle', async () => {
    const half = content.subarray(0, middleOf(content));
    await expect(read(half)).rejects.toMatchObject({ failures: [{ code: expect.stringMatching(/^E_/) }] });
  });
});

function openFindings({ findings }: FindingsReport): ReportedFinding[] {
  return findings.filter(({ suppression }) => !suppression);
}

function countsOf(findings: readonly ReportedFinding[]): Partial<Record<Severity, number>> {
  const counts = SEVERITIES.map((one) => [one, findings.filter(({ severity }) => severity === one).length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** The expected findings without one of their own in the report. */
function notFound(expected: readonly ExpectedFinding[], findings: readonly ReportedFinding[]): ExpectedFinding[] {
  const left = [...findings];
  return expected.filter((each) => {
    const index = left.findIndex((finding) => isSame(each, finding));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function isSame(expected: ExpectedFinding, finding: ReportedFinding): boolean {
  if (!finding.ids.includes(expected.rule) || finding.severity !== expected.severity) return false;
  if (expected.line !== undefined && finding.line !== expected.line) return false;
  if (expected.path !== undefined && !isSamePath(expected.path, finding.path ?? '')) return false;
  const { name = '', version } = finding.package ?? {};
  return expected.package === undefined || [name, `${name}@${version}`].includes(expected.package);
}

/** Expected paths are relative to the project; reports may spell them out from the root. */
function isSamePath(expected: string, found: string): boolean {
  return found.replace(/^\.\//, '') === expected || found.endsWith(`/${expected}`);
}

/** About the middle, inside of a value: a stream may end after any of its values. */
function middleOf(content: Uint8Array): number {
  const half = Math.floor(content.length / 2);
  return content[half - 1] === 0x0a ? half - 2 : half;
}
