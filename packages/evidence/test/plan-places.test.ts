import { rolesOf } from '../src/plan/document-roles.ts';
import { firstTitle } from '../src/plan/first-title.ts';
import { linkTarget } from '../src/plan/link-target.ts';

const HOMES = new Set(['services/pay']);
/** What a path is in short: `plan`, `guide`, `near`, `parts`, `other`, or nothing. */
function shortRoles(path: string): string {
  const roles = rolesOf(path, HOMES);
  if (!roles) return '';
  const { isPlan, guide, holdsParts, isOther } = roles;
  return [isPlan && 'plan', guide === 'sure' ? 'guide' : guide, holdsParts && 'parts', isOther && 'other']
    .filter(Boolean)
    .join(' ');
}

test.each([
  ['docs/ROLLBACK.md', 'plan'],
  ['ROLLBACK.md', 'plan'],
  ['Rollback.markdown', 'plan'],
  ['docs/deployment/rollback-procedure.md', 'plan'],
  ['docs/ops/2-how-to-rollback.mdx', 'plan'],
  ['runbooks/rollback.md', 'plan'],
  ['ops/Runbooks/api-roll-back.md', 'plan'],
  ['services/pay/rollback.md', 'plan'],
  ['services/other/rollback.md', ''],
  ['services/other/ROLLBACK.md', 'plan'],
  ['services/other/rollback-plan.md', 'plan'],
  ['src/commands/rollback.md', ''],
  ['docs/reference/sql/rollback.md', ''],
  ['services/api/ROLLBACK.md', 'plan'],
  ['services/api/DEPLOYMENT.md', 'parts'],
  ['docs/adr/0007-rollback-strategy.md', ''],
  ['docs/rollback-template.md', ''],
  ['.github/ISSUE_TEMPLATE/rollback-plan.md', ''],
  ['.github/pull_request_template.md', ''],
  ['docs/postmortems/2026-rollback.md', ''],
  ['test/fixtures/docs/ROLLBACK.md', ''],
  ['node_modules/x/ROLLBACK.md', ''],
  ['vendor/x/docs/rollback.md', ''],
  ['docs/rollback.txt', ''],
  ['a/b/MATURITY.md', 'parts'],
  ['DEPLOY.md', 'guide parts'],
  ['docs/deployment/deployment-guide.md', 'guide parts other'],
  ['docs/deployment/README.md', 'guide other'],
  ['docs/deployment-checklist.md', 'near parts other'],
  ['docs/ops/deploying-to-aws.md', 'parts other'],
  ['RELEASING.md', 'parts'],
  ['RELEASE.md', 'parts'],
  ['RELEASE_NOTES.md', ''],
  ['docs/release-1.4.md', 'other'],
  ['OPERATIONS.md', 'parts'],
  ['docs/runbooks/database.md', 'parts other'],
  ['docs/runbooks/incident-response.md', 'parts other'],
  ['RUNBOOK-db.md', 'parts'],
  ['README.md', 'other'],
  ['services/pay/README.md', 'parts other'],
  ['src/README.md', ''],
  ['docs/faq.md', 'other'],
  ['CHANGELOG.md', ''],
])('%s may be: %s', (path, expected) => {
  expect(shortRoles(path)).toBe(expected);
});

test.each([
  ['# Rollback\n', 'Rollback'],
  ['\n\nintro\n\n# Plan #\n', 'Plan'],
  ['Rollback plan\n=====\n', 'Rollback plan'],
  ['## Steps\n\n# Later\n', 'Later'],
  ['```bash\n# Rollback\n```\n\n# Real\n', 'Real'],
  ['~~~\n# a\n```\n# b\n~~~\n# Real', 'Real'],
  ['---\ntitle: "Rollback of the shop"\n---\n# Other', 'Rollback of the shop'],
  ['---\nowner: a\n---\n# Other', 'Other'],
  ['#no heading\n', ''],
  ['', ''],
])('the title of %j is %j', (text, expected) => {
  expect(firstTitle(text)).toBe(expected);
});

test('a title is found at once or not at all', () => {
  const start = performance.now();
  expect(firstTitle(`title: ${' '.repeat(200_000)}`)).toBe('');
  expect(firstTitle(`---\n${'title: "\n'.repeat(100_000)}`)).not.toBe('x');
  expect(performance.now() - start).toBeLessThan(500);
});

test.each([
  ['docs/a.md', 'b.md', { path: 'docs/b.md' }],
  ['docs/a.md', '../scripts/x.sh?raw=1#L3', { path: 'scripts/x.sh', anchor: 'L3' }],
  ['docs/a.md', '/README.md', { path: 'README.md' }],
  ['docs/a.md', '#the-steps', { path: 'docs/a.md', anchor: 'the-steps' }],
  ['docs/a.md', 'my%20plan.md#%C3%BCber', { path: 'docs/my plan.md', anchor: 'über' }],
  ['docs/a.md', '50%.md', { path: 'docs/50%.md' }],
  ['docs/a.md', './sub/', { path: 'docs/sub' }],
  ['docs/a.md', '../../secret', undefined],
  ['docs/a.md', 'https://example.org/x', undefined],
  ['docs/a.md', '//example.org/x', undefined],
  ['docs/a.md', 'mailto:a@b.c', undefined],
  ['docs/a.md', '', undefined],
])('in %s the link %j leads to %j', (from, href, expected) => {
  expect(linkTarget(from, href)).toEqual(expected);
});
