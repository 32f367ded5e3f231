import type { PlanCommand, PlanTopic, StepForm } from '@maturity-actions/criteria';
import type { PlanSource } from './plan-source.ts';

/** Topics whose lists are no way back. */
export const NO_STEPS: ReadonlySet<PlanTopic> = new Set([
  'trigger',
  'testing',
  'background',
  'ownership',
  'time',
  'communication',
  'post-mortem',
  'verification',
]);

/** What procedures are found in. */
export interface ProcedureSource extends PlanSource {
  readonly commands: readonly PlanCommand[];
  readonly isEnglish: () => boolean;
}

/** Where a step begins. */
export interface StepStart {
  readonly at: number;
  readonly number: number;
  readonly text: string;
  readonly line: number;
}

/** Steps of one form that belong together, up to the block `to`. */
export interface StepRun {
  readonly form: StepForm;
  readonly section: number;
  readonly starts: readonly StepStart[];
  readonly to: number;
}

/** Adds to the list of a key. */
export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
