/**
 * Checks the readers against real files of other projects and what other tools or people state about them, when
 * such a corpus is there: ../shared/corpus, or the folder in CORPUS. Exits with 1 when a file differs
 * for no documented reason, or a documented reason no longer applies.
 * Usage: node packages/tooling/src/corpus.ts
 */
import { join } from 'node:path';
import { coverage } from './corpus/coverage/domain.ts';
import { cvss } from './corpus/cvss/domain.ts';
import { checkDomain } from './corpus/domain.ts';
import { rollback } from './corpus/plan/domain.ts';
import { security } from './corpus/security/domain.ts';
import { printDomain, tally } from './corpus/tables.ts';
import { ROOT } from './repository-root.ts';

const folder = process.env.CORPUS ?? join(ROOT, '../shared/corpus');
const checks = [
  await checkDomain(folder, coverage),
  await checkDomain(folder, security),
  await checkDomain(folder, cvss),
  await checkDomain(folder, rollback),
].filter(({ agreements }) => agreements.length > 0);

if (checks.length === 0) console.log('There is no corpus here: 0 checked.');
for (const check of checks) printDomain(check);
const { agree, documented, wrong } = tally(checks);
console.log(`${agree} agree, ${documented} documented, ${wrong} wrong`);
if (wrong > 0) process.exitCode = 1;
