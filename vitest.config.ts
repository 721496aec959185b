import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    globalSetup: 'test/temporary.ts',
    server: { deps: { external: [/\/dist\/src\//] } },
    // Many tests wait for a child: both cores are busy only so.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['devices/**/*.ts', 'envs/**/*.ts', 'drivers/**/*.ts', 'src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: {
        'devices/**/*.ts': { lines: 95 },
        'envs/**/*.ts': { lines: 95 },
        'src/crossbar/**/*.ts': { lines: 95 },
        'src/schemes/**/*.ts': { lines: 95 },
        'src/learners/**/*.ts': { lines: 95 },
      },
    },
  },
});
