export * from './byte-source.ts';
export * from './coverage/format.ts';
export * from './coverage/report-builder.ts';
