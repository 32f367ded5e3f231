import type { ByteSource } from '../byte-source.ts';

/** A reader of one format of reports; `R` is what it makes of one. */
export interface ReportFormat<R> {
  /** Stable id, what users write to name it, and the fixture folder: `cobertura`, `bandit`. */
  readonly id: string;
  /** For people: `Cobertura XML`. */
  readonly title: string;
  /** File names that its tools write by default, `*` standing for any letters; looked for when no `reports` are given. */
  readonly fileNames: readonly string[];
  /**
   * Whether the first bytes, decoded without BOM (at most 8 KiB, possibly cut in the middle of
   * anything), look like this format. At most one format may accept a head; the name never decides
   * alone: only between formats that write the same empty document.
   */
  accepts(head: string, path: string): boolean;
  /**
   * Reads the whole report. Throws EvidenceError: E_EMPTY, E_TRUNCATED (the end is missing),
   * E_MALFORMED (not what the format says), E_BAD_COUNT, E_TOO_DEEP, E_TOO_LARGE, E_DOCTYPE.
   */
  read(input: ByteSource): Promise<R>;
}

/** How the reports of one domain are spoken of in messages. */
export interface ReportWording {
  /** `coverage report`. */
  readonly noun: string;
  /** What to do about an empty file, an unknown one, and none at all. */
  readonly whenEmpty: string;
  readonly whenUnknown: string;
  readonly whenAbsent: string;
  /** How to name the format of a report: `Set \`format\``. */
  readonly toName: (ids: string) => string;
}
