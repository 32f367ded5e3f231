import { dotnetListPackage } from '../src/findings/dotnet-list-package.ts';
import { testFindingsReader } from './findings-table.ts';

const vulnerability = (severity: string) => ({
  severity,
  advisoryurl: 'https://advisories.example/GHSA-aaaa-bbbb-cccc',
});
const entry = (...severities: readonly string[]) => ({
  id: 'Acme.Json',
  requestedVersion: '12.0.1',
  resolvedVersion: '12.0.1',
  vulnerabilities: severities.map(vulnerability),
});
const report = (frameworks: readonly object[] | undefined, over: object = {}) => ({
  version: 1,
  parameters: '--vulnerable --include-transitive',
  sources: ['https://packages.example/index.json'],
  projects: [{ path: 'src/shop.csproj', frameworks }],
  ...over,
});
const found = 'dependency GHSA-aaaa-bbbb-cccc Acme.Json@12.0.1 src/shop.csproj';

testFindingsReader(dotnetListPackage, {
  reads: [
    {
      name: 'each severity',
      document: report([
        {
          framework: 'net8.0',
          topLevelPackages: [entry('Low', 'Moderate', 'High', 'Critical')],
          transitivePackages: [entry('', 'Grave')],
        },
      ]),
      expected: [
        `low ${found}`,
        `medium ${found}`,
        `high ${found}`,
        `critical ${found}`,
        `unknown ${found}`,
        `unknown ${found}`,
      ],
      runs: ['dotnet-list-package (dependencies)'],
    },
    {
      name: 'an advisory without an id of its own',
      document: report([
        {
          framework: 'net8.0',
          topLevelPackages: [
            { id: '__proto__', vulnerabilities: [{ severity: 'High', advisoryurl: 'https://a.example/x' }] },
            { id: 'constructor' },
          ],
        },
      ]),
      expected: ['high dependency https://a.example/x __proto__ src/shop.csproj'],
    },
    {
      name: 'a clean project',
      document: report(undefined),
      expected: [],
      runs: ['dotnet-list-package (dependencies)'],
    },
    {
      name: 'problems, of which the legend is none',
      document: report(undefined, {
        problems: [
          { project: 'src/old.csproj', level: 'error', text: 'No assets file was found.' },
          { message: 'warn : the source https://user:hunter2@packages.example was not reached' },
          { level: 'warning', text: '(A) : Auto-referenced package.' },
        ],
      }),
      expected: [],
      runs: ['dotnet-list-package (dependencies), 2 errors'],
    },
    {
      name: 'no project',
      document: report(undefined, { projects: [] }),
      expected: [],
      runs: ['dotnet-list-package (), 1 errors'],
    },
    {
      name: 'a list that was not asked for vulnerabilities',
      document: report([{ framework: 'net8.0', topLevelPackages: [{ id: 'Acme.Json' }] }], {
        parameters: '--outdated',
      }),
      expected: [],
      runs: ['dotnet-list-package (dependencies), 1 errors'],
    },
  ],
  refuses: [
    { name: 'no projects', document: { version: 1, parameters: '--vulnerable' }, code: 'E_MALFORMED' },
    {
      name: 'frameworks that are null',
      document: { ...report(undefined), projects: [{ path: 'a', frameworks: null }] },
      code: 'E_MALFORMED',
    },
    { name: 'a project without a path', document: report(undefined, { projects: [{}] }), code: 'E_MALFORMED' },
    {
      name: 'packages that are no list',
      document: report([{ framework: 'net8.0', topLevelPackages: {} }]),
      code: 'E_MALFORMED',
    },
    {
      name: 'a vulnerability without an address',
      document: report([{ topLevelPackages: [{ id: 'Acme.Json', vulnerabilities: [{ severity: 'High' }] }] }]),
      code: 'E_MALFORMED',
    },
    { name: 'a package without an id', document: report([{ topLevelPackages: [{}] }]), code: 'E_MALFORMED' },
    { name: 'a key twice', document: '{"projects":[{}],"projects":[]}', code: 'E_CONTRADICTION' },
  ],
  secrets: ['hunter2'],
});
