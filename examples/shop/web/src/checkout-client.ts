import type { Cart } from './cart.ts';

export interface Placed {
  readonly order: string;
  readonly cents: number;
}

export async function place(cart: Cart, token: string, post: typeof fetch = fetch): Promise<Placed> {
  const reply = await post('/api/orders', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(cart),
  });
  if (reply.status === 401) {
    throw new Error('Your session is over');
  }
  if (!reply.ok) {
    throw new Error(`The order failed (${reply.status})`);
  }
  return (await reply.json()) as Placed;
}
