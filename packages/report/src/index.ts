export { type Annotation, type AnnotationLevel, annotations } from './annotations.ts';
export { renderBadge } from './badge.ts';
export { COMMENT_BUDGET_BYTES, type CommentOptions, commentMarker, renderComment } from './comment.ts';
export { parseReportJson, renderJson } from './json.ts';
export { type LogOptions, renderLog } from './log.ts';
export { codeSpan, escapeMarkdown } from './markdown-text.ts';
export { renderers } from './renderers.ts';
export { renderSarif, type SarifOptions } from './sarif.ts';
export { renderSummary, SUMMARY_BUDGET_BYTES, type SummaryOptions } from './summary.ts';
