import type { Report } from '@maturity-actions/criteria';
import { renderSummary } from './summary.ts';

/** GitHub takes 65,536 characters; bytes are never fewer than characters, so this is on the safe side. */
export const COMMENT_BUDGET_BYTES = 60_000;

/** What tells one comment of a pull request from another. */
export interface CommentOptions {
  /** What was judged: component, job, workflow. The same key updates the same comment. */
  readonly key: string;
  /** Path of the report JSON, named when the comment had to be shortened. */
  readonly reportPath?: string;
}

/**
 * The hidden first line by which a comment is found again. Gate and key are percent-encoded and two
 * hyphens never meet, so neither can end the HTML comment; different keys give different markers.
 */
export function commentMarker(gate: string, key: string): string {
  return `<!-- maturity-actions: ${encodeWord(gate)} ${encodeWord(key)} -->`;
}

/** The pull request comment: marker and summary, within what GitHub accepts. */
export function renderComment(report: Report, { key, reportPath }: CommentOptions): string {
  const marker = commentMarker(report.gate, key);
  const budgetBytes = COMMENT_BUDGET_BYTES - Buffer.byteLength(marker) - 2;
  return `${marker}\n${renderSummary(report, { budgetBytes, ...(reportPath === undefined ? {} : { reportPath }) })}`;
}

function encodeWord(word: string): string {
  return encodeURIComponent(word.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('--', '-%2D');
}
