import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // two cores: browsers, workerd and sqld beside the file databases
    maxWorkers: 2,
    reporters: ['default', './test/support/closing-line.ts'],
  },
})
