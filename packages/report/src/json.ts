import type { Report } from '@maturity-actions/criteria';
import { joinPieces, type WritePiece, writeJson } from './json-writer.ts';

/**
 * The report as JSON for machines and later gates: the shape of `Report`, keys in a fixed order,
 * instants as ISO 8601 in UTC (`2026-11-20T09:30:00Z`), days of waivers and of tests as `2026-12-31`, counts as
 * exact integers, a metric that was not measured as null, absent fields left out. Each security
 * finding and each problem of a plan takes one line, so that tools for lines can search, count and compare them.
 */
export function renderJson(report: Report): string {
  return joinPieces(jsonPieces(report));
}

/** `renderJson` in pieces of some lines or less, so that a report of 100,000 findings is never in memory as text. */
export function jsonPieces(report: Report): (write: WritePiece) => void {
  return (write) => {
    writeJson(report, write);
    write('\n');
  };
}
