import common from './jest.config.js';

/** Tests against real services on loopback, which have to be installed: see .ci/run. One after the other, so that they measure each other's load no more than they must. */
export default {
  ...common,
  testMatch: ['<rootDir>/packages/*/test/live/**/*.live.ts'],
  maxWorkers: 1,
};
