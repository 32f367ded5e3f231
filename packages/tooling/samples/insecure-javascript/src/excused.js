// Faults that somebody excused in a comment.
export function price(formula) {
  return eval(formula); // eslint-disable-line no-eval -- formulas come from the tariff table
}

export function tariff(body) {
  // eslint-disable-next-line
  return new Function('grams', body);
}
