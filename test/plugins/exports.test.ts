import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { root, sourceGraph } from '../house.js';

const graph = sourceGraph();

/** All that a file imports, at any depth. */
function below(file: string, found = new Set<string>()): Set<string> {
  for (const name of graph.get(file) ?? []) {
    if (found.has(name)) continue;
    found.add(name);
    below(name, found);
  }
  return found;
}

describe('the entries of the package', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, { default?: string }>;
  };
  const entries = Object.entries(exports).flatMap(([name, { default: file }]) =>
    file ? [[name, file]] : [],
  );

  it.each(entries)('%s can be imported', async (_, file) => {
    const entry = (await import(join(root, file))) as object;
    expect(Object.keys(entry).length).toBeGreaterThan(0);
  });

  it.each(['learn', 'envs', 'crossbar', 'contracts', 'experiment'])(
    './%s imports nothing of Node',
    (name) => {
      const imports = [...below(`src/exports/${name}.ts`)];
      expect(imports.length).toBeGreaterThan(3);
      expect(imports.filter((other) => other.startsWith('node:'))).toEqual([]);
    },
  );

  it('./learn can be bundled for a browser, without anything of Node', () => {
    const directory = scratch();
    const entry = join(directory, 'entry.js');
    writeFileSync(entry, `export * from ${JSON.stringify(join(root, 'dist/src/exports/learn.js'))};`);
    const bundler = join(root, 'node_modules/rolldown/bin/cli.mjs');
    const bundle = join(directory, 'bundle');
    const { status, stderr } = spawnSync(
      process.execPath,
      [bundler, entry, '--platform', 'browser', '--format', 'esm', '-d', bundle],
      { encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    const text = readFileSync(join(bundle, 'entry.js'), 'utf8');
    expect(text.includes('export { ActorCritic')).toBe(true);
    expect([...text.matchAll(/(?:from|import)\s*\(?["']([^"']+)["']/g)].map(([, name]) => name)).toEqual([]);
    expect(text.match(/["']node:/)).toBe(null);
  });
});
