export * from './annotations.ts';
export * from './comment-suite.ts';
export * from './environment.ts';
export * from './run-action.ts';
export * from './run-scenario.ts';
export * from './scenario.ts';
export * from './scenario-suite.ts';
export * from './violation.ts';
