export class Größe {
  readonly #sides: readonly number[];

  constructor(...sides: number[]) {
    this.#sides = sides.sort((a, b) => b - a);
  }

  get girth(): number {
    const [, width = 0, height = 0] = this.#sides;
    return 2 * (width + height);
  }

  get bulky(): boolean {
    const longest = this.#sides[0] ?? 0;
    return longest > 1200 || this.girth + longest > 3000;
  }

  static parse(text: string): Größe {
    const parts = text.split('x').map((part) => Number.parseInt(part, 10));
    if (parts.length !== 3 || parts.some(Number.isNaN)) {
      throw new TypeError(`not a size: ${text}`);
    }
    return new Größe(...parts);
  }
}
