'use strict';

class Größe {
  constructor(length, width, height) {
    [this.length, this.width, this.height] = [length, width, height].sort((a, b) => b - a);
  }

  get girth() {
    return 2 * (this.width + this.height);
  }

  get bulky() {
    return this.length > 1200 || this.girth + this.length > 3000;
  }

  static parse(text) {
    const parts = text.split('x').map((part) => Number.parseInt(part, 10));
    if (parts.length !== 3 || parts.some(Number.isNaN)) {
      throw new TypeError(`not a size: ${text}`);
    }
    return new Größe(...parts);
  }
}

module.exports = { Größe };
