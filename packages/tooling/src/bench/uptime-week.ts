import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { textTable } from '../text-table.ts';
import { costCells, yesNo } from './figures.ts';
import { type Cost, measureInTurn } from './measure.ts';
import { bareFetch, gate, judgedSamples, PINNED_NODE } from './programs.ts';

const SERVER = fileURLToPath(new URL('week-server.mjs', import.meta.url));
const END = Date.parse('2026-11-20T12:00:00Z') / 1000;
const SAMPLES = 20 * 40_320;
const MAX_MORE_MS = 1000;
const MAX_MB = 150;

/** A week of 15-second samples of 20 series beside the bare reading of the same reply. Throws when not every sample was judged. */
export async function uptimeWeek(workspace: string): Promise<void> {
  const server = spawn(PINNED_NODE, [SERVER, String(END)], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const port = await new Promise((resolve) => server.stdout.once('data', (line) => resolve(String(line).trim())));
    const url = `http://127.0.0.1:${port}`;
    const inputs = {
      source: 'prometheus',
      url,
      query: 'probe_success{job="staging"}',
      threshold: '99.5',
      'as-of': '2026-11-20T12:00:00Z',
    };
    const programs = [bareFetch(url, workspace), gate('staging-uptime-check', workspace, inputs, 1)];
    const [bare, judged] = measureInTurn(PINNED_NODE, programs, 5) as [Cost, Cost];
    const samples = judgedSamples(workspace);
    if (samples !== SAMPLES) throw new Error(`${samples} samples were judged, not ${SAMPLES}`);
    const more = judged.wallMs - bare.wallMs;
    const isMet = more <= MAX_MORE_MS && judged.peakMb <= MAX_MB;
    const heading = ['uptime', 'fetch wall', 'fetch peak', 'gate wall', 'gate peak', 'more', 'budget', 'met'];
    const row = [
      'a week, 20 series every 15 s',
      ...costCells(bare),
      ...costCells(judged),
      `${(more / 1000).toFixed(3)} s`,
      `${MAX_MORE_MS / 1000} s, ${MAX_MB} MB`,
      yesNo(isMet),
    ];
    console.log(`\n${textTable([heading, row], [1, 2, 3, 4, 5])}`);
  } finally {
    server.stdin.end();
  }
}
