import { readFileSync } from 'node:fs';
import { COVERAGE_FORMATS, detectFormat, memorySource, totalsMismatch } from '@maturity-actions/evidence';
const dir = '/work/shared/corpus/';
const entries = JSON.parse(readFileSync(dir + 'coverage.json', 'utf8'));
for (const e of entries) {
  let ours = '';
  try {
    const s = memorySource(e.file, readFileSync(dir + e.file));
    const f = await detectFormat(s, COVERAGE_FORMATS);
    const r = await f.read(s);
    const m: any = {};
    for (const model of r.files.values()) for (const [k, c] of Object.entries(model.counts()) as any) if (c) { m[k] ??= [0, 0, 0]; m[k][0] += c.covered; m[k][1] += c.total; m[k][2] += c.partial ?? 0; }
    const mm = totalsMismatch(r);
    ours = f.id + ' ' + JSON.stringify(m) + ' entries ' + r.entries.covered + '/' + r.entries.total + (mm ? ' MISMATCH ' + mm.isContradiction : '');
    e.our = m;
  } catch (x: any) { ours = 'ERR ' + (x.failures?.map((f: any) => f.code + ' ' + f.where + ': ' + f.found).join() ?? x.stack); }
  const x = e.expected;
  let want: any;
  const o = e.our;
  let ok = true;
  if (x && o) { if (x.lines_covered !== null && (o.line?.[0] !== x.lines_covered || o.line?.[1] !== x.lines_total)) ok = false; if (x.branches_covered !== null && ((o.branch?.[0] ?? 0) !== x.branches_covered || (o.branch?.[1] ?? 0) !== x.branches_total)) ok = false; } else if (x) ok = false;
  if (!x) ok = !!e.must || !!o;
  console.log((ok ? 'ok   ' : 'DIFF ') + e.file + ' | exp ' + (x ? `${x.lines_covered}/${x.lines_total} b${x.branches_covered}/${x.branches_total}` : '-') + ' rc ' + JSON.stringify(e.recount_here) + ' must ' + e.must + ' | ' + ours + (ok ? '' : ' | ' + (e.note ?? '') + JSON.stringify(e.extra ?? '')+ e.expected_source));
}
