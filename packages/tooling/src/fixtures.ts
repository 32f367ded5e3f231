/**
 * Makes fixtures anew: each tool runs on its sample project, and its reports are written to
 * packages/evidence/fixtures; `example` writes the reports of examples/shop.
 * Usage: node packages/tooling/src/fixtures.ts all | <tool>...
 */
import { MAKERS } from './fixtures/index.ts';

const asked = process.argv.slice(2);
const makers = asked.includes('all') ? MAKERS : asked.map(makerOf);
if (makers.length === 0) throw new Error(`no tool given; ${known()}`);
for (const { make } of makers) console.log(make().join('\n'));

function makerOf(id: string): (typeof MAKERS)[number] {
  const maker = MAKERS.find((one) => one.id === id);
  if (!maker) throw new Error(`unknown tool ${id}; ${known()}`);
  return maker;
}

function known(): string {
  return `known: ${['all', ...MAKERS.map(({ id }) => id)].join(', ')}`;
}
