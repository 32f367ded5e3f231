import { Größe } from './größe.ts';

export interface Parcel {
  readonly name: string;
  readonly street?: string;
  readonly size?: string;
}

export function label(parcel: Parcel): string {
  const lines = [parcel.name];
  if (parcel.street) lines.push(parcel.street); else lines.push('poste restante');
  if (parcel.size && Größe.parse(parcel.size).bulky) {
    lines.push('BULKY');
  }
  return lines.join('\n');
}

export async function printAll(parcels: readonly Parcel[], print: (text: string) => Promise<void>): Promise<void> {
  for (const parcel of parcels) {
    try {
      await print(label(parcel));
    } catch (error) {
      console.error(error);
    }
  }
}
