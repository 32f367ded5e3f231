import type { Report } from '@maturity-actions/criteria';

/** One annotation as GitHub takes it; `path` relative to the judged folder. */
export interface AnnotationLine {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string;
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
}

/**
 * A text that hands itself over in pieces, as texts or as UTF-8 that is valid only during the call: the whole of
 * it may be larger than all the rest of the run.
 */
export type Pieces = (write: (piece: string | Uint8Array) => void) => void;

/** How a report is shown. The runner publishes and does not draw. */
export interface Renderers {
  log(report: Report, options: { readonly color: boolean; readonly width?: number }): readonly string[];
  summary(report: Report, options: { readonly reportPath: string }): string;
  annotations(report: Report): readonly AnnotationLine[];
  json(report: Report): Pieces;
  /** The findings for code scanning; `prefix` is the folder of the repository that paths are relative to. */
  sarif(report: Report, options: { readonly prefix: string }): Promise<Pieces>;
  badge(report: Report): string;
  /** The hidden first line of a pull request comment, by which it is found again. */
  commentMarker(gate: string, key: string): string;
  comment(report: Report, options: { readonly key: string; readonly reportPath: string }): string;
}
