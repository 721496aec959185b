import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { programOf } from './intel-hex.js';

const firmware = fileURLToPath(new URL('../../firmware/', import.meta.url));
const text = (name: string) => readFileSync(`${firmware}${name}`, 'utf8');

it('is the firmware of the sources beside it: `make release` renews both', () => {
  const names = readdirSync(`${firmware}src`).map((name) => `src/${name}`);
  const sources = names.filter((name) => /\.[ch]$/.test(name)).sort();
  const hashed = [...sources, 'Makefile'].map(text).join('');
  expect(createHash('sha256').update(hashed).digest('hex')).toBe(text('memloop-4x4.sha256').trim());
});

it('is whole, begins with a jump to its start, and fits the processor', () => {
  const program = programOf(text('memloop-4x4.hex'));
  // rjmp over the 26 vectors of two words
  expect(program[0] & 0xf000).toBe(0xc000);
  expect(program[0] & 0x0fff).toBeGreaterThanOrEqual(51);
  expect(program.findLastIndex((word) => word !== 0)).toBeLessThan(16384 - 256);
});

it('is refused where a byte is wrong', () => {
  expect(() => programOf(':0100000001FF')).toThrow('a wrong sum');
});
