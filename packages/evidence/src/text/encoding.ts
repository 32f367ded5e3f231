import type { ByteSource } from '../byte-source.ts';

/** Encodings that a byte order mark can announce. */
type Marked = 'utf-8' | 'utf-16le' | 'utf-16be';

function byteOrderMark(bytes: Uint8Array): { encoding: Marked; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  // XML without a mark, recognised by its first character (XML 1.0, appendix F).
  if (bytes[0] === 0x3c && bytes[1] === 0) return { encoding: 'utf-16le', length: 0 };
  if (bytes[0] === 0 && bytes[1] === 0x3c) return { encoding: 'utf-16be', length: 0 };
  return undefined;
}

/** The first bytes as text, without byte order mark, for format detection. */
export function decodeHead(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  return new TextDecoder(mark?.encoding ?? 'utf-8').decode(bytes);
}

/** Whether this is a label that a decoder knows, `ISO-8859-1` for instance. */
export function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * The chunks of `input` as UTF-8 without byte order mark. A mark wins over `declared`
 * (the label of an XML declaration). Chunks that are UTF-8 already are passed through uncopied.
 */
export async function* utf8Chunks(input: ByteSource, declared = 'utf-8'): AsyncGenerator<Uint8Array> {
  const mark = byteOrderMark(await input.head());
  const encoding = new TextDecoder(mark?.encoding ?? declared).encoding;
  let skip = mark?.length ?? 0;
  if (encoding === 'utf-8') {
    for await (const chunk of input.chunks()) {
      if (skip >= chunk.length) skip -= chunk.length;
      else {
        yield skip > 0 ? chunk.subarray(skip) : chunk;
        skip = 0;
      }
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  for await (const chunk of input.chunks()) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}
