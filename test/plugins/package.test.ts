import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../house.js';

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** What npm would publish. */
function packed(): Packed {
  const { stdout } = spawnSync('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return (JSON.parse(stdout) as Packed[])[0];
}

const { files, unpackedSize } = packed();
const names = new Set(files.map(({ path }) => path));
const isThere = (path: string) => names.has(path) || files.some((file) => file.path.startsWith(`${path}/`));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

/** Pages of the package, and paths that they name from where they are, or from the root. */
const pages = [...names].filter((name) => name.endsWith('.md'));
/** Named for who works on memloop, in a clone. */
const IN_A_CLONE =
  /^(src|test|kernels|bench|devices|drivers|envs)(\/|$)|^CONTRIBUTING\.md$|^docs\/(demo|public|scripts)(\/|$)|^firmware\/(src|Makefile)/;

function pathsIn(page: string): string[] {
  const text = textOf(page);
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to.replace(/#.*$/, ''));
  const own = links.filter((to) => to !== '' && !/^[a-z]+:/.test(to));
  const named = [...text.matchAll(/\b((?:examples|docs|firmware|drivers|devices\/fits)\/[\w./*-]*\w)/g)].map(([, to]) => to);
  const fromHere = own.map((to) => normalize(join(dirname(page), to)).replace(/\/$/, ''));
  return [...new Set([...fromHere, ...named.filter((to) => !to.includes('*'))])];
} // prettier-ignore

describe('the package', () => {
  it.each(pages)('holds what %s names', (page) => {
    const missing = pathsIn(page).filter((path) => !isThere(path) && !IN_A_CLONE.test(path));
    expect(missing).toEqual([]);
  });

  it('holds examples, documentation, firmware and the protocol of boards', () => {
    for (const path of [
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'dist/src/cli/main.js',
      'dist/src/index.d.ts',
      'kernels/columns.wasm',
      'kernels/lattice.wasm',
      'kernels/loop.wasm',
      'examples/read-noise.yaml',
      'examples/plugins/README.md',
      'docs/reference.md',
      'docs/tutorials/first-run.md',
      'docs/images/first-run.svg',
      'firmware/memloop-4x4.hex',
      'firmware/README.md',
      'drivers/protocols/mbp/README.md',
      'devices/fits/almond8.json',
    ])
      expect(isThere(path) || path, path).toBe(existsSync(join(root, path)) ? true : path);
  });

  it('holds nothing else', () => {
    const kept =
      /^(dist\/(src|devices|envs|drivers)\/.*\.(js|d\.ts)|kernels\/(columns|lattice|loop)\.wasm|devices\/fits\/[^/]+\.json|src\/experiment\/\w+\.schema\.json|examples\/.*\.(yaml|svg|ts|js|mjs|json|md|ipynb|py|csv)|docs\/([a-z]+\/)?[^/]+\.md|docs\/clients\/\w+\.py|docs\/images\/[a-z-]+\.svg|firmware\/[^/]+\.(md|svg|hex|sha256)|drivers\/protocols\/mbp\/README\.md|bench\/RESULTS\.md|[A-Z]+(\.md|\.cff)?|package\.json)$/;
    expect([...names].filter((name) => !kept.test(name))).toEqual([]);
    expect(unpackedSize).toBeLessThan(7.2e6);
  });
});
