import type { ByteSource } from '../byte-source.ts';
import type { CoverageReport } from './report-builder.ts';

/** A reader of one coverage format. */
export interface CoverageFormat {
  /** Stable id, the value of the `format` input and the fixture folder: `cobertura`. */
  readonly id: string;
  /** For people: `Cobertura XML`. */
  readonly title: string;
  /** File names that its tools write by default, `*` standing for any letters; looked for when no `reports` are given. */
  readonly fileNames: readonly string[];
  /**
   * Whether the first bytes, decoded without BOM (at most 8 KiB, possibly cut in the middle of
   * anything), look like this format. At most one format may accept a head; the name never decides alone.
   */
  accepts(head: string, path: string): boolean;
  /**
   * Reads the whole report. Throws EvidenceError: E_EMPTY, E_TRUNCATED (the end is missing),
   * E_MALFORMED (not what the format says), E_BAD_COUNT, E_TOO_DEEP, E_TOO_LARGE, E_DOCTYPE.
   * A report without any file or line is returned as such; whether that is allowed is judged later.
   */
  read(input: ByteSource): Promise<CoverageReport>;
}
