export default {
  test: {
    include: ['test/**/*.test.ts'],
    coverage: { include: ['src/**/*.ts'] },
  },
};
