import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pagesIn } from '../docs/markdown.js';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
/** Pages whose snippets users copy. */
const pages = ['README.md', ...pagesIn('docs')]; // prettier-ignore

/** Compilers with which users build; the second one is installed by npm in a folder of its own. */
const compilers = [
  join(root, 'node_modules/typescript/bin/tsc'),
  join(root, 'test/plugins/typescript-5.9/node_modules/typescript/bin/tsc'),
].map((path) => ({ path, version: existsSync(path) ? versionOf(path) : '5.9' }));

function versionOf(compiler: string): string {
  const { version } = createRequire(compiler)('../package.json') as { version: string };
  return version;
}

describe('the types of the package, in a folder of a user without the types of Node', () => {
  const folder = scratch();
  const snippets = pages.flatMap((page) =>
    [...textOf(page).matchAll(/```ts\n(.*?)```/gs)].map(([, code], i) => ({ name: `${page}, part ${i + 1}`, code })),
  ); // prettier-ignore

  beforeAll(() => {
    spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
    mkdirSync(join(folder, 'node_modules'));
    spawnSync('tar', ['xzf', join(folder, tarball), '-C', join(folder, 'node_modules')]);
    renameSync(join(folder, 'node_modules/package'), join(folder, 'node_modules/memloop'));
    // What npm would install beside it: its own dependencies, and nothing of ours.
    const { dependencies } = JSON.parse(textOf('package.json')) as { dependencies: Record<string, string> };
    for (const name of Object.keys(dependencies)) {
      mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const { exports } = JSON.parse(textOf('package.json')) as { exports: Record<string, { types?: string }> };
    const entries = Object.keys(exports).filter((name) => exports[name].types);
    const every = entries.map((name, i) => `export * as a${i} from 'memloop${name.slice(1)}';`);
    writeFileSync(join(folder, 'entries.ts'), every.join('\n'));
    snippets.forEach(({ code }, i) => writeFileSync(join(folder, `snippet-${i}.ts`), code));
  }, 60_000);

  it('are needed by snippets of README', () => {
    expect(snippets.some(({ name }) => name.startsWith('README.md'))).toBe(true);
  });

  for (const { path, version } of compilers) {
    const here = existsSync(path);
    it.skipIf(!here)(
      `satisfy TypeScript ${version}, strict and without skipLibCheck${here ? '' : ' (skipped without it: npm install)'}`,
      () => {
        const sources = ['entries.ts', ...snippets.map((_, i) => `snippet-${i}.ts`)];
        const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--preserveSymlinks', '--skipLibCheck', 'false'];
        const { stdout, status } = spawnSync(process.execPath, [path, ...options, ...sources], { cwd: folder, encoding: 'utf8' });
        expect([status, stdout]).toEqual([0, '']);
      },
      180_000,
    );
  } // prettier-ignore
});
