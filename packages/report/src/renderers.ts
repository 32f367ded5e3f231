import { annotations } from './annotations.ts';
import { renderBadge } from './badge.ts';
import { commentMarker, renderComment } from './comment.ts';
import { jsonPieces } from './json.ts';
import { renderLog } from './log.ts';
import { renderSarif } from './sarif.ts';
import { renderSummary } from './summary.ts';

/** All ways to show one report, as the runner wants them. */
export const renderers = {
  log: renderLog,
  summary: renderSummary,
  annotations,
  json: jsonPieces,
  sarif: renderSarif,
  badge: renderBadge,
  commentMarker,
  comment: renderComment,
} as const;
