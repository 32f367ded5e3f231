import type { Scaffold } from './scaffold.ts';

const SOURCE = (
  id: string,
  name: string,
  title: string,
): string => `import type { ByteSource } from '../byte-source.ts';
import type { CoverageFormat } from './format.ts';
import { ReportBuilder } from './report-builder.ts';

/**
 * ${title}: what writes it, what counts as a line, a branch and a function here, and how its end is
 * known. Source: the specification, or the file of the tool that writes it.
 */
export const ${name}: CoverageFormat = {
  id: '${id}',
  title: '${title}',
  fileNames: [],
  accepts: () => false,
  async read(input: ByteSource) {
    const builder = new ReportBuilder(input.path, '${id}');
    // Scan with eachLine, scanXml or readJson of ../text, and tell the builder what there is.
    throw builder.error('E_UNKNOWN_FORMAT', 'a report that nothing reads yet', 'a reader');
  },
};
`;

const TEST = (id: string, name: string): string => `import { ${name} } from '../src/coverage/${id}.ts';
import { outcome, unnoticedCuts } from './coverage-reading.ts';

const REPORT = 'replace this by a small report with covered and uncovered lines';

test.each([
  ['covered and uncovered lines', REPORT, { 'src/file': '2/3' }],
  ['an empty file', '', 'E_EMPTY'],
])('%s', async (_name, content, expected) => {
  expect(await outcome(${name}, content)).toEqual(expected);
});

test('accepts its own reports', () => {
  expect(${name}.accepts(REPORT, 'report')).toBe(true);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(${name}, REPORT)).toEqual([]);
});
`;

const README = (title: string): string => `# ${title}

One folder for each tool, version and setting: \`<tool>-<version>-<setting>/\`. Rename this one, and put into it

- \`input.*\`: real output of the tool for one of the projects in \`packages/tooling/samples\`, unchanged. Add the
  commands that make it to \`packages/tooling/src/fixtures\`, so that \`npm run fixtures\` makes it again.
- \`expected.json\`: what the tool itself says through another channel (its console table, another format of
  the same run), never what our reader says: \`{ "from": "...", "line": { "covered": 2, "total": 3 },
  "branch": null, "files": {} }\`. \`null\` stands for what the format does not measure.

Then delete this file. When the tool cannot be run, say so in the list of \`packages/tooling/test/census.test.ts\`.
`;

/** A coverage format: reader, test, fixture folder, line in the list. */
export const coverageFormat: Scaffold = {
  kind: 'coverage',
  needsTitle: true,
  list: 'packages/evidence/src/coverage/index.ts',
  moduleOf: (id) => `packages/evidence/src/coverage/${id}.ts`,
  files: ({ id, name, title }) => ({
    [`packages/evidence/src/coverage/${id}.ts`]: SOURCE(id, name, title),
    [`packages/evidence/test/${id}.test.ts`]: TEST(id, name),
    [`packages/evidence/fixtures/coverage/${id}/tool-0.0.0-setting/README.md`]: README(title),
  }),
};
