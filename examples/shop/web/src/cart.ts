export interface CartLine {
  readonly sku: string;
  readonly cents: number;
  readonly quantity: number;
}

export type Cart = readonly CartLine[];

export function add(cart: Cart, line: CartLine): Cart {
  const present = cart.find((each) => each.sku === line.sku);
  if (!present) return [...cart, line];
  const quantity = present.quantity + line.quantity;
  return cart.map((each) => (each === present ? { ...each, quantity } : each));
}

export function remove(cart: Cart, sku: string): Cart {
  return cart.filter((each) => each.sku !== sku);
}

export function total(cart: Cart): number {
  return cart.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0);
}
