import { defineConfig } from 'vitest/config'

const SYSTEM_TEST_MS = 180_000
const elsewhere = ['**/node_modules/**', '**/dist/**', '.equilibrate/**']
const broughtAlong = [
  'tests/stream/{berka,chaos,cut-log,kills,load-open-publish}.test.ts',
  'tests/journeys/bad-input.test.ts',
  'tests/model/*.test.ts',
  'tests/stack/*.test.ts',
]
const onComponents = {
  maxWorkers: 1,
  // kafkajs asks for timers in the past.
  execArgv: ['--disable-warning=TimeoutNegativeWarning'],
  testTimeout: SYSTEM_TEST_MS,
  hookTimeout: SYSTEM_TEST_MS,
}

/**
 * `unit` stands beside its file and needs nothing; `system` runs on one whole instance, one file after the other; `apart`
 * brings what it needs along, and so runs beside `system`.
 */
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
          exclude: [...broughtAlong, ...elsewhere],
          globalSetup: ['tests/harness/global-setup.ts'],
          sequence: { groupOrder: 1 },
          ...onComponents,
        },
      },
      {
        test: {
          name: 'apart',
          include: broughtAlong,
          exclude: elsewhere,
          sequence: { groupOrder: 2 },
          ...onComponents,
        },
      },
    ],
  },
})
