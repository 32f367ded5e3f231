export * from './common-inputs.ts';
export * from './input-spec.ts';
export * from './plan.ts';
export * from './run.ts';
export * from './settings.ts';
export * from './workspace.ts';
