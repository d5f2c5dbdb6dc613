import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'units',
          include: [
            'src/kernel/**/*.test.ts',
            'src/platform/**/*.test.ts',
            'src/ui/**/*.test.ts',
            'src/service-worker/**/*.test.ts',
            'src/modules/*/domain/**/*.test.ts',
            'packages/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          exclude: ['src/platform/postgres/**'],
          testTimeout: 20_000,
        },
      },
      { test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts', 'tests/content/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 120_000 } },
      {
        test: {
          name: 'commands',
          expect: { poll: { timeout: 15_000 } },
          include: [
            'src/modules/**/*.test.ts',
            'src/routes/**/*.test.ts',
            'src/backup/**/*.test.ts',
            'src/centre/**/*.test.ts',
            'src/kept/**/*.test.ts',
            'src/running/**/*.test.ts',
            'tests/platform/**/*.test.ts',
          ],
          exclude: ['src/modules/*/domain/**'],
          globalSetup: ['tests/support/private-postgres.ts'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'start',
          expect: { poll: { timeout: 15_000 } },
          include: ['tests/start/**/*.test.ts', 'src/platform/postgres/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'security',
          expect: { poll: { timeout: 15_000 } },
          include: ['tests/security/**/*.test.ts'],
          globalSetup: ['tests/support/private-postgres.ts', 'tests/support/secure-centre.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          // Minutes of browsers and workers that die: in `npm run test:faults`, which says so by this name.
          exclude:
            process.env['PUTOKAZ_FAULTS'] === undefined ? ['tests/faults/rel-10.test.ts', 'tests/faults/rel-13.test.ts', 'tests/faults/rel-16.test.ts'] : [],
          globalSetup: ['tests/support/private-postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'journeys',
          expect: { poll: { timeout: 15_000 } },
          include: ['tests/journeys/**/*.test.ts'],
          globalSetup: ['tests/support/running-centre.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
