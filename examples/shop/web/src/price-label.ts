export function priceLabel(cents: number, locale = 'en-IE', currency = 'EUR'): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
}

export function freeShippingHint(cents: number, from = 5000): string {
  const missing = from - cents;
  if (missing <= 0) {
    return 'Free shipping';
  }
  return `${priceLabel(missing)} to free shipping`;
}
