import { closeSync, openSync, writeFileSync } from 'node:fs';

const BUFFER_BYTES = 262_144;
/** How long a text becomes before it is encoded, in UTF-16 units: many short ones take longer one by one. */
const MOST_JOINED = 16_384;

/** A file that is written anew, in pieces that go through one buffer. */
export class PieceFile {
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  #text = '';

  constructor(absolute: string) {
    this.#file = openSync(absolute, 'w');
  }

  /** Bytes are copied: they may change afterwards. */
  add(piece: string | Uint8Array): void {
    if (typeof piece === 'string') {
      this.#text += piece;
      if (this.#text.length >= MOST_JOINED) this.#encode();
      return;
    }
    this.#encode();
    if (!this.#makeRoom(piece.length)) return writeFileSync(this.#file, piece);
    this.#buffer.set(piece, this.#length);
    this.#length += piece.length;
  }

  /** Writes what is left. */
  end(): void {
    this.#encode();
    this.#flush();
  }

  close(): void {
    closeSync(this.#file);
  }

  #encode(): void {
    const text = this.#text;
    this.#text = '';
    if (text === '') return;
    // A UTF-16 unit takes at most three bytes.
    if (this.#makeRoom(text.length * 3)) this.#length += this.#buffer.write(text, this.#length);
    else writeFileSync(this.#file, text);
  }

  /** Whether the buffer has room for so many bytes, once what it holds is written. */
  #makeRoom(bytes: number): boolean {
    if (this.#length + bytes > BUFFER_BYTES) this.#flush();
    return bytes <= BUFFER_BYTES;
  }

  #flush(): void {
    writeFileSync(this.#file, this.#buffer.subarray(0, this.#length));
    this.#length = 0;
  }
}
