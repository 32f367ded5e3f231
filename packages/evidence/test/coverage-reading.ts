import { type FailureCode, GateError } from '@maturity-actions/criteria';
import { memorySource } from '@maturity-actions/evidence';
import type { FileModel } from '../src/coverage/file-model.ts';
import type { CoverageFormat } from '../src/coverage/format.ts';
import type { CoverageReport } from '../src/coverage/report-builder.ts';

/** `2/3 p1 b1/2 f1/1 s4/5`: lines covered of total, partial ones, branches, functions, statements; a metric that was not measured is left out. */
export function summary(model: FileModel): string {
  const { line, ...points } = model.counts();
  const parts = [`${line.covered}/${line.total}`];
  if (line.partial > 0) parts.push(`p${line.partial}`);
  for (const [metric, count] of Object.entries(points)) {
    if (count) parts.push(`${metric[0]}${count.covered}/${count.total}`);
  }
  return parts.join(' ');
}

/** The summary of every file of a report. */
export function summaries(report: CoverageReport): Record<string, string> {
  return Object.fromEntries([...report.files].map(([path, model]) => [path, summary(model)]));
}

export async function read(
  format: CoverageFormat,
  content: string | Uint8Array,
  chunkSize?: number,
): Promise<CoverageReport> {
  return format.read(memorySource(`report.${format.id}`, content, chunkSize));
}

/** The summaries, or the code of the error. */
export async function outcome(
  format: CoverageFormat,
  content: string | Uint8Array,
): Promise<Record<string, string> | FailureCode> {
  try {
    return summaries(await read(format, content));
  } catch (cause) {
    return codeOf(cause);
  }
}

/** The code of the first failure; anything else than a GateError is our bug and thrown on. */
export function codeOf(cause: unknown): FailureCode {
  if (cause instanceof GateError && cause.failures[0]) return cause.failures[0].code;
  throw cause;
}

/** Cuts a report behind every byte; returns the cuts that were read without error as something else than the whole. */
export async function unnoticedCuts(format: CoverageFormat, text: string): Promise<number[]> {
  const bytes = new TextEncoder().encode(text);
  const whole = JSON.stringify(summaries(await read(format, bytes)));
  const unnoticed: number[] = [];
  for (let length = 0; length < bytes.length; length++) {
    const found = await outcome(format, bytes.subarray(0, length));
    if (typeof found !== 'string' && JSON.stringify(found) !== whole) unnoticed.push(length);
  }
  return unnoticed;
}

/** The XML declaration and a comment longer than any licence, as they may precede any root. */
export const PREAMBLE = `\uFEFF<?xml version="1.0"?>\n<!-- <coverage version="1"><project> <packages> ${'Licence text. '.repeat(300)}-->\n`;
