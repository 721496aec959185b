import { configDefaults, defineConfig } from 'vitest/config';

/** The tests of the rooms whose lines must be covered. */
const covered = 'test/{core,crossbar,devices,envs,experiment,learners,schemes}/**/*.test.ts';
/** Long computations in them, which take twice as long while lines are counted; other tests cover their lines. */
const uncounted = [
  'test/devices/step-bank.test.ts',
  'test/experiment/value-error.test.ts',
  'test/schemes/closed-forms.test.ts',
];
const notCovered = 'test/!(core|crossbar|devices|envs|experiment|learners|schemes)/**/*.test.ts';
/** A plugin stays in the catalogue of its process. */
const plugins = 'test/plugins/**/*.test.ts';
const deep = 'test/deep/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // A third worker makes all of them slower: two cores are busy with two.
    maxWorkers: 2,
    globalSetup: 'test/temporary.ts',
    // What was built runs as it is, without Vite.
    server: { deps: { external: [/\/dist\/src\//] } },
    // Where files share the modules of a worker, none may change what another one imports.
    projects: [
      {
        extends: true,
        test: {
          name: 'covered',
          include: [covered],
          exclude: [...configDefaults.exclude, ...uncounted],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          include: ['test/*.test.ts', notCovered, ...uncounted],
          exclude: [...configDefaults.exclude, plugins, deep],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'plugins', include: [plugins] } },
      { extends: true, test: { name: 'deep', include: [deep], isolate: false } },
    ],
    coverage: {
      provider: 'v8',
      include: ['devices/**/*.ts', 'envs/**/*.ts', 'src/{crossbar,schemes,learners}/**/*.ts'],
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
