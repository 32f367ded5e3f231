export type Zone = 'home' | 'union' | 'world';

export interface Wish {
  readonly zone?: Zone;
  readonly insured?: boolean;
  readonly place?: string;
}

const STEPS: readonly (readonly [number, number])[] = [
  [1000, 499],
  [5000, 699],
  [31500, 1649],
];

const surcharges: Record<string, number> = { island: 1500, mountain: 700 };

function basePrice(grams: number): number {
  for (const [limit, cents] of STEPS) {
    if (grams <= limit) return cents;
  }
  throw new RangeError(`${grams} g is too heavy`);
}

function factorOf(zone: Zone): number {
  switch (zone) {
    case 'home':
      return 1;
    case 'union':
      return 1.8;
    case 'world':
      return 3.2;
  }
}

export function price(grams: number, wish: Wish = {}): number {
  const cents = Math.round(basePrice(grams) * factorOf(wish.zone ?? 'home'));
  const insurance = wish.insured ? 250 : 0;
  return cents + insurance + (surcharges[wish.place ?? ''] ?? 0);
}

export const discount = (cents: number, parcels: number): number =>
  parcels >= 100 ? cents * 0.85 : parcels >= 10 ? cents * 0.95 : cents;

export function refund(cents: number): number { if (cents > 0) { return -cents; } return 0; }
