import type { Report } from '@maturity-actions/criteria';
import { annotations } from './annotations.ts';
import { renderBadge } from './badge.ts';
import { commentMarker, renderComment } from './comment.ts';
import { jsonPieces } from './json.ts';
import { renderLog } from './log.ts';
import type { SarifOptions } from './sarif.ts';
import { renderSummary } from './summary.ts';

/** All ways to show one report, as the runner wants them. */
export const renderers = {
  log: renderLog,
  summary: renderSummary,
  annotations,
  json: jsonPieces,
  // Asked for in few runs, and a good part of the bundle.
  sarif: async (report: Report, options: SarifOptions) => (await import('./sarif.ts')).sarifPieces(report, options),
  badge: renderBadge,
  commentMarker,
  comment: renderComment,
} as const;
