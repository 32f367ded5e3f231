export * from './common-inputs.ts';
export * from './component-folders.ts';
export * from './input-spec.ts';
export * from './plan.ts';
export type { Printed } from './publish.ts';
export * from './run.ts';
export * from './settings.ts';
export * from './workspace.ts';
