export type Toast = { readonly text: string; readonly until: number };

const shown: Toast[] = [];

export function show(text: string, now: number, forMs = 4000): void {
  shown.push({ text, until: now + forMs });
}

export function visible(now: number): readonly string[] {
  while (shown[0] && shown[0].until <= now) {
    shown.shift();
  }
  return shown.map(({ text }) => text);
}
