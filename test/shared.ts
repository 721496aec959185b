import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../shared/', import.meta.url));

/** What becomes of tests whose data is missing: they are skipped, unless all data is said to be there. */
export function fate(missing: number, folderThere: boolean, required: boolean): 'run' | 'skip' | 'fail' {
  if (missing === 0) return 'run';
  return folderThere && required ? 'fail' : 'skip';
}

/** Where data beside the repository lies, and a `describe` for tests that need it. */
export function sharedData(...names: string[]) {
  const missing = names.filter((name) => !existsSync(join(folder, name))).map((name) => `../shared/${name}`);
  const becomes = fate(missing.length, existsSync(folder), process.env['MEMLOOP_REQUIRE_RIGS'] === '1');
  const sentence = `needs ${missing.join(' and ')}, which is absent`;
  return {
    paths: names.map((name) => join(folder, name)),
    absent: missing.length > 0,
    describe(title: string, tests: () => void) {
      if (becomes === 'run') describe(title, tests);
      else if (becomes === 'skip') describe.skip(`${title} (skipped: ${sentence})`, tests);
      else it(title, () => expect.fail(`${sentence}, and MEMLOOP_REQUIRE_RIGS says that it is there`));
    },
  };
}
