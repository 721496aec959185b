import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

/** A command block of a tutorial, and the output that the page shows below it. */
export interface Step {
  readonly commands: string;
  readonly shown: readonly string[];
}

/** The steps of a page: every block of `sh`, with the blocks of `text` up to the next one. */
export function stepsOf(page: string): Step[] {
  const blocks = [...page.matchAll(/^```(sh|text)\n(.*?)^```$/gms)].map(([, kind, text]) => ({ kind, text }));
  const starts = blocks.flatMap(({ kind }, i) => (kind === 'sh' ? [i] : []));
  return starts.map((start, i) => {
    const below = blocks.slice(start + 1, starts[i + 1]);
    return { commands: blocks[start].text, shown: below.flatMap(({ text }) => text.split('\n').filter(Boolean)) };
  });
} // prettier-ignore

/** A folder in which the packed package is installed as npm would do it; `bin` holds its command, and an `npx` that runs what is there. */
export function packed(): { readonly modules: string; readonly bin: string } {
  const folder = scratch();
  const modules = join(folder, 'node_modules');
  const bin = join(folder, 'bin');
  mkdirSync(modules);
  mkdirSync(bin);
  spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  spawnSync('tar', ['xzf', join(folder, tarball), '-C', modules]);
  renameSync(join(modules, 'package'), join(modules, 'memloop'));
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  const main = join(modules, 'memloop/dist/src/cli/main.js');
  writeFileSync(join(bin, 'memloop'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, {
    mode: 0o755,
  });
  // npx itself takes a second for every command, and does the same.
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  return { modules, bin };
}

/** Runs the steps one after the other in one shell in an empty folder; gives what each printed, and how the shell ended. */
export function follow(
  steps: readonly Step[],
  { modules, bin }: ReturnType<typeof packed>,
): { readonly status: number | null; readonly outputs: readonly string[] } {
  const folder = scratch();
  const told = scratch();
  symlinkSync(modules, join(folder, 'node_modules'));
  const script = steps.map(({ commands }, i) => `exec >'${join(told, `${i}`)}' 2>&1\n${commands}`);
  const guard = `set -e\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n`;
  const { status } = spawnSync('bash', ['-c', guard + script.join('\n')], {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, COLUMNS: '80' },
    timeout: 110_000,
  });
  const outputs = readdirSync(told).sort((a, b) => Number(a) - Number(b));
  return { status, outputs: outputs.map((name) => readFileSync(join(told, name), 'utf8')) };
}

const NUMBER = /\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/g;
const valuesOf = (line: string) => (line.match(NUMBER) ?? []).map((part) => Number(part.replaceAll(',', '')));
const wordOf = (text: string) => text.replaceAll(NUMBER, '#');

/**
 * Whether an output has the words of this line one after the other, wherever it breaks its lines. Numbers may differ by 5 %,
 * which leaves room for another processor.
 */
export function shows(output: string, line: string): boolean {
  const words = output.split(/\s+/);
  const shown = line.trim().split(/\s+/);
  return words.some((_, start) => shown.every((word, i) => isNear(words[start + i] ?? '', word)));
}

function isNear(word: string, shown: string): boolean {
  if (wordOf(word) !== wordOf(shown)) return false;
  const values = valuesOf(shown);
  return valuesOf(word).every((value, i) => Math.abs(value - values[i]) <= 0.05 * Math.abs(values[i]));
}
