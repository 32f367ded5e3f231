/** Tests are TypeScript run as ES modules; swc only strips the types, `npm run types` checks them. */
export default {
  testMatch: ['<rootDir>/packages/*/test/**/*.test.ts', '<rootDir>/actions/*/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/samples/', '/fixtures/', '/build/'],
  modulePathIgnorePatterns: [
    '<rootDir>/build/',
    '<rootDir>/dist/',
    '<rootDir>/examples/',
    '<rootDir>/packages/tooling/samples/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@maturity-actions/)'],
  testEnvironment: 'node',
};
