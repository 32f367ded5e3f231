/**
 * Loaded before a measured program: writes its peak memory in kB to the file BENCH_PEAK when it ends.
 * The kernel's own figure where there is one, because the other starts at that of the parent process.
 */
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK, String(peak())));

function peak() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
