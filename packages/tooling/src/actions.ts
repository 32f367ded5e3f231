import { readdirSync } from 'node:fs';
import type { InputField } from '@maturity-actions/runner';
import { ROOT } from './repository-root.ts';

/** The input and output spec of one action, as its src/inputs.ts states it. */
export interface ActionSpec {
  readonly name: string;
  readonly inputs: Readonly<Record<string, InputField>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Folder names below actions/, sorted. */
export function actionNames(): string[] {
  return readdirSync(`${ROOT}actions`).sort();
}

/** Loads the spec of an action from its source. */
export async function actionSpec(name: string): Promise<ActionSpec> {
  const { inputs, outputs } = await import(`${ROOT}actions/${name}/src/inputs.ts`);
  return { name, inputs, outputs };
}
