import type { Scaffold } from './scaffold.ts';

const SOURCE = (
  id: string,
  name: string,
  title: string,
): string => `import type { ByteSource } from '../byte-source.ts';
import { jsonHead } from '../text/json-head.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';

/**
 * ${title}: what one finding is, what its severities mean on our scale, how the tool says that it is
 * clean and that it failed. Source: the specification, or the file of the tool that writes it.
 */
export const ${name}: FindingsFormat = {
  id: '${id}',
  title: '${title}',
  fileNames: [],
  accepts: (head) => jsonHead(head)?.has('a key', 'and another that only this tool writes') === true,
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, '${id}');
    // Read with readJson, scanJson, eachJsonValue or scanXml of ../text; tell builder.run what there is.
    throw builder.error('E_UNKNOWN_FORMAT', 'a report that nothing reads yet', 'a reader');
  },
};
`;

const TEST = (id: string, name: string): string => `import { ${name} } from '../src/findings/${id}.ts';
import { testFindingsReader } from './findings-table.ts';

testFindingsReader(${name}, {
  reads: [
    {
      name: 'each severity',
      document: { 'replace this': 'by a small report with findings' },
      expected: ['high code RULE src/file:12'],
      runs: ['${id} (sast)'],
    },
  ],
  refuses: [{ name: 'a list', document: [], code: 'E_MALFORMED' }],
});
`;

const README = (title: string): string => `# ${title}

One folder for each tool, version and setting: \`<tool>-<version>-<setting>/\`. Rename this one, and put into it

- \`input.*\`: real output of the tool for one of the projects in \`packages/tooling/samples\`. Add the commands that
  make it to \`packages/tooling/src/fixtures/findings\`, so that \`npm run fixtures\` makes it again.
- \`expected.json\`: what is known without the report, from the tool's console, its exit code, or what the project was
  written to contain: \`{ "from": "...", "total": 1, "bySeverity": { "high": 1 }, "findings": [] }\`.

Then delete this file. When the tool cannot be run, say so in the list of \`packages/tooling/test/census.test.ts\`.
`;

/** A format of scan reports: reader, test, fixture folder, line in the list. */
export const findingsFormat: Scaffold = {
  kind: 'findings',
  needsTitle: true,
  list: 'packages/evidence/src/findings/index.ts',
  moduleOf: (id) => `packages/evidence/src/findings/${id}.ts`,
  files: ({ id, name, title }) => ({
    [`packages/evidence/src/findings/${id}.ts`]: SOURCE(id, name, title),
    [`packages/evidence/test/findings-${id}.test.ts`]: TEST(id, name),
    [`packages/evidence/fixtures/findings/${id}/tool-0.0.0-setting/README.md`]: README(title),
  }),
};
