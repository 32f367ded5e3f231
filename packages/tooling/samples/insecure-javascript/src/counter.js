// The counter of a parcel desk. Every marked line is wrong on purpose.
import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';

export function price(formula) {
  return eval(formula); // high: arbitrary code
}

export function tariff(body) {
  return new Function('grams', body); // high: arbitrary code
}

export function print(path) {
  exec(`lp ${path}`); // high: shell injection
}

export function label(name) {
  return readFileSync(name, 'utf8'); // medium: any file
}

export function isCode(text) {
  return /^(\d+)+$/.test(text); // high: takes for ever
}

export function link() {
  return 'javascript:void 0'; // medium: code in an address
}
