/** Grows and fills a byte buffer with unsigned varints (7 bits a byte, low bits first). */
export class VarintWriter {
  bytes = new Uint8Array(4096);
  length = 0;

  /** Appends an integer from 0 to 2^53-1. */
  write(value: number): void {
    if (this.length + 8 > this.bytes.length) this.#grow();
    const { bytes } = this;
    let rest = value;
    while (rest > 0x7fffffff) {
      bytes[this.length++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[this.length++] = (rest & 127) | 0x80;
      rest >>>= 7;
    }
    bytes[this.length++] = rest;
  }

  /** Appends one byte as it is. */
  writeByte(byte: number): void {
    if (this.length === this.bytes.length) this.#grow();
    this.bytes[this.length++] = byte;
  }

  /** Appends all bytes of another writer. */
  append(other: VarintWriter): void {
    while (this.length + other.length > this.bytes.length) this.#grow();
    this.bytes.set(other.bytes.subarray(0, other.length), this.length);
    this.length += other.length;
  }

  /** Forgets what was written and keeps the buffer. */
  reset(): void {
    this.length = 0;
  }

  #grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}

/** Reads what VarintWriter wrote. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  position: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.position = from;
    this.#end = to;
  }

  get done(): boolean {
    return this.position >= this.#end;
  }

  readByte(): number {
    return this.#bytes[this.position++] as number;
  }

  read(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.position++] as number;
    if (byte < 128) return byte;
    let value = byte & 127;
    let factor = 128;
    do {
      byte = bytes[this.position++] as number;
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    return value;
  }
}
