/** The bytes of one report, wherever they come from. */
export interface ByteSource {
  /** As the user would name it: relative to the working directory. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** When the file was written, in milliseconds since 1970; absent where there is no file. */
  readonly modifiedAt?: number;
  /** The first bytes (at most 8 KiB), for detection; may be called more than once. */
  head(): Promise<Uint8Array>;
  /** All bytes in order. A chunk is valid only until the next one is asked for. May be called once per reading. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A source over bytes that are already in memory; `chunkSize` splits them, for tests of chunk borders. */
export function memorySource(path: string, content: string | Uint8Array, chunkSize = 65_536): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path,
    size: bytes.length,
    head: async () => bytes.subarray(0, HEAD_BYTES),
    async *chunks() {
      for (let from = 0; from < bytes.length; from += chunkSize) {
        yield bytes.subarray(from, from + chunkSize);
      }
    },
  };
}

/** How much of a report detection may look at. */
export const HEAD_BYTES = 8192;
