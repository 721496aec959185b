// Draws the figures of the documentation with memloop itself: npm run images in docs, after npm run build in the root.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const images = join(root, 'docs/images');
const results = mkdtempSync(join(tmpdir(), 'memloop-images-'));

/** Runs a command of memloop into a directory of its own, and copies figures from there. */
function draw(name, args, figures) {
  const out = join(results, name);
  const { status } = spawnSync(
    process.execPath,
    [join(root, 'dist/src/cli/main.js'), ...args, '--out', out],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`memloop ${args.join(' ')} failed`);
  for (const [from, to] of Object.entries(figures)) copyFileSync(join(out, from), join(images, to));
}

const few = 'inverse-pulses,averaged-reads,dead-zone,carried-packets,diffused-packets';
draw('first', ['run', 't-maze'], {
  'figures/fig4b-critic-weights.svg': 'first-run.svg',
  'figures/fig4c-steps.svg': 'first-run-steps.svg',
  'figures/conductances.svg': 'first-run-conductances.svg',
});
draw('which', ['compare', 't-maze', '--noise', 'read', '--quick', '--schemes', few], {
  'figures/pareto-pulses.svg': 'compare-pulses.svg',
  'figures/final-steps.svg': 'compare-steps.svg',
});
draw('anatomy', ['anatomy', '--seeds', '20'], {
  'figures/errors.svg': 'anatomy-errors.svg',
  'figures/accumulation.svg': 'anatomy-accumulation.svg',
});
draw('fig5', ['reproduce', 'fig5', '--quick'], {
  'quick/figures/fig5b-steps.svg': 'water-maze-steps.svg',
  'quick/figures/fig5c-policy.svg': 'water-maze-policy.svg',
  'quick/figures/fig5d-value.svg': 'water-maze-value.svg',
});
const iv = ['measure', 'iv', 'virtual', '--limit-read-volts', '1.5', '--limit-current-ua', '2000'];
draw('iv', iv, { '../iv.svg': 'iv-measured.svg' });
// Needs espeak-ng and the recordings that examples/vad/README.md names.
const corpus = join(results, 'corpus');
const made = spawnSync(process.execPath, [join(root, 'examples/vad/make-corpus.mjs'), '--out', corpus], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (made.status !== 0) throw new Error('no corpus, so no figure of voice activity');
draw('voice', ['vad', 'run', join(corpus, 'test/0058.wav')], {
  'figures/decision.svg': 'voice-decision.svg',
});
rmSync(results, { recursive: true });
