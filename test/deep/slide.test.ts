import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { malformation } from '../report/well-formed.js';
import { memloop } from '../cli/memloop.js';

const sizes = ['--seeds', '3', '--episodes', '20'];

describe('--slide', () => {
  it('writes a drawing, an image of 1920 × 1080 and the words, the same again by report', async () => {
    const out = join(scratch(), 'run');
    const schemes = ['--schemes', 'inverse-pulses', '--noise', 'write'];
    const { code } = await memloop(['compare', 't-maze', ...schemes, ...sizes, '--slide', '--out', out]);
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(join(out, name));
    const image = read('slide.png');
    expect(image.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(image.toString('latin1', 12, 16)).toBe('IHDR');
    expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([1920, 1080]);
    expect(image.toString('latin1', image.length - 8, image.length - 4)).toBe('IEND');
    // White paper alone takes a few kilobytes.
    expect(image.length).toBeGreaterThan(40_000);
    expect(malformation(read('slide.svg').toString('utf8'))).toBe('');
    expect(read('slide.txt').toString('utf8')).toMatch(/^t-maze: [^]*\n\nMethods\. 2 schemes learned/);
    expect((await memloop(['report', out, '--slide'])).code).toBe(0);
    expect(read('slide.png').equals(image)).toBe(true);
  });

  it('is refused for a run that compares nothing', async () => {
    const out = join(scratch(), 'run');
    await memloop(['run', 't-maze', ...sizes, '--out', out]);
    const { code, stderr } = await memloop(['report', out, '--slide']);
    expect(code).toBe(2);
    expect(stderr).toBe(`memloop: --slide: got ${out}, which compares no schemes: expected the directory of a memloop compare\n`); // prettier-ignore
  });
});
