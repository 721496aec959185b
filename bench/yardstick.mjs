// The C limit of the water-maze step (../shared/yardstick), where it and a compiler are there: nanoseconds a step.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedDevices } from 'memloop';

const source = fileURLToPath(new URL('../../shared/yardstick/main.c', import.meta.url));

export function cLimit() {
  if (!existsSync(source)) return undefined;
  try {
    const directory = mkdtempSync(join(tmpdir(), 'memloop-bench-'));
    const program = join(directory, 'limit');
    execFileSync('gcc', ['-O3', '-march=native', '-DVL=8', '-o', program, source, '-lm'], { stdio: 'pipe' });
    const parameters = join(directory, 'params.txt');
    writeFileSync(parameters, parameterLines());
    return () => JSON.parse(execFileSync(program, [parameters, '5000', '5'])).inv0.ns_step;
  } catch {
    return undefined;
  }
}

/** Two lines a device, a b σ, and eight device numbers a place cell. */
function parameterLines() {
  const devices = shippedDevices().devices.toSorted((a, b) => a.waterMazeIndex - b.waterMazeIndex);
  const branches = devices.flatMap(({ mean, noise }) =>
    ['set', 'reset'].map((polarity) => `${mean[polarity].a} ${mean[polarity].b} ${noise[polarity]}`),
  );
  // Which device stands for which weight changes what is learned, not what a step costs.
  const actors = Array.from({ length: 121 }, (_, cell) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((a) => (8 * cell + a) % 27).join(' '),
  );
  return `${[...branches, ...actors].join('\n')}\n`;
}
