import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('live-replay.mjs', import.meta.url));
const MINUTES = 60_000;

it(
  'eight hours of events take a live page less than a minute, and leave its memory as it is',
  { timeout: 15 * MINUTES },
  () => {
    const output = execFileSync(process.execPath, ['--expose-gc', program, '8'], { encoding: 'utf8' });
    const { heap, read, ticks, seconds } = JSON.parse(output) as Record<
      'read' | 'ticks' | 'seconds',
      number
    > & { heap: number[] };
    expect(ticks).toBe(8 * 3600 * 4);
    // Of CPU time, which other work on the machine does not lengthen much.
    expect(seconds).toBeLessThan(60);
    // The page that reads gets every state, of some kilobytes each.
    expect(read / ticks).toBeGreaterThan(5000);
    const mean = (part: number[]) => part.reduce((sum, bytes) => sum + bytes, 0) / part.length;
    // From the second hour on; a leak of ten bytes a state would be a megabyte.
    const grown = mean(heap.slice(-5)) - mean(heap.slice(3, 8));
    expect(grown).toBeLessThan(0.5e6);
  },
);
