import { defineConfig } from 'vitest/config'

const SYSTEM_TEST_MS = 180_000
const elsewhere = ['**/node_modules/**', '**/dist/**', '.equilibrate/**']

/** `unit` stands beside its file and needs nothing; `system` runs on one whole instance, one file after the other. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['tests/**', ...elsewhere],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'system',
          include: ['tests/**/*.test.ts'],
          exclude: elsewhere,
          globalSetup: ['tests/harness/global-setup.ts'],
          maxWorkers: 1,
          // kafkajs asks for timers in the past.
          execArgv: ['--disable-warning=TimeoutNegativeWarning'],
          sequence: { groupOrder: 1 },
          testTimeout: SYSTEM_TEST_MS,
          hookTimeout: SYSTEM_TEST_MS,
        },
      },
    ],
  },
})
