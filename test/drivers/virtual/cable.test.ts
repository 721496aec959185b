import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cable, type CableOptions } from '../../../drivers/virtual/cable.js';
import { VirtualClock } from '../protocols/mbp/virtual-clock.js';

/** What arrives at the far end of a cable, and when, if these lines are written one a millisecond. */
async function carried(lines: readonly string[], options: Omit<CableOptions, 'clock'> = {}) {
  const clock = new VirtualClock();
  const cable = new Cable({ clock, ...options });
  const arrived: { at: number; text: string }[] = [];
  cable.board.onBytes((bytes) =>
    arrived.push({ at: clock.now(), text: Buffer.from(bytes).toString('latin1') }),
  );
  for (const line of lines) {
    await cable.host.write(Buffer.from(line, 'latin1')).catch(() => {});
    await clock.pass(1);
  }
  await clock.pass(1e5);
  return { arrived, text: arrived.map(({ text }) => text).join(''), cable };
}

const lines = Array.from({ length: 200 }, (_, n) => `line ${n}\n`);

describe('a cable', () => {
  it('brings all that is written, in order, in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1, unit: 'binary-ascii' })),
        fc.integer(),
        async (all, seed) => {
          const { text } = await carried(all, { seed, pieces: true, baud: 9600 });
          expect(text).toBe(all.join(''));
        },
      ),
      { numRuns: 50, seed: 3 },
    );
  });

  it('takes ten bits a byte, one write after the other', async () => {
    const { arrived } = await carried(['x'.repeat(96), 'y'.repeat(48)], { baud: 9600 });
    expect(arrived.map(({ at }) => Math.round(at))).toEqual([100, 150]);
  });

  it('fails in the same way from the same seed, and in another from another', async () => {
    const faults = { drop: 0.1, duplicate: 0.1, corrupt: 0.1, truncate: 0.1, delay: 0.1, reorder: 0.1 };
    const [one, again, other] = [
      await carried(lines, { seed: 1, faults, pieces: true }),
      await carried(lines, { seed: 1, faults, pieces: true }),
      await carried(lines, { seed: 2, faults, pieces: true }),
    ];
    expect(again.arrived).toEqual(one.arrived);
    expect(other.arrived).not.toEqual(one.arrived);
    for (const fault of Object.keys(faults)) expect(one.cable.counts).not.toHaveProperty(fault, 0);
  });

  it.each([
    ['drop', (text: string[]) => text.length < 200 && text.every((line) => lines.includes(line))],
    ['duplicate', (text: string[]) => text.length > 200 && new Set(text).size === 200],
    ['corrupt', (text: string[]) => text.length === 200 && !text.every((line) => lines.includes(line))],
    ['truncate', (text: string[]) => text.some((line) => !line.endsWith('\n'))],
    ['delay', (text: string[]) => text.length === 200 && text.join('') !== lines.join('')],
    [
      'reorder',
      (text: string[]) => text.length >= 190 && text.join('') !== lines.slice(0, text.length).join(''),
    ],
    [
      'unplug',
      (text: string[]) => text.length < 200 && text.join('') === lines.slice(0, text.length).join(''),
    ],
  ] as const)('can %s', async (fault, told) => {
    const { arrived, cable } = await carried(lines, { seed: 7, faults: { [fault]: 0.05 } });
    expect(told(arrived.map(({ text }) => text))).toBe(true);
    expect(cable.counts[fault]).toBeGreaterThan(0);
    expect(Object.values(cable.counts).filter((count) => count > 0)).toHaveLength(1);
  });

  it('loses what is under way when it is pulled out, tells both ends once, and takes nothing more', async () => {
    const clock = new VirtualClock();
    const cable = new Cable({ clock, baud: 9600 });
    const told: string[] = [];
    cable.host.onClose((reason) => told.push(`host ${reason}`));
    cable.board.onClose((reason) => told.push(`board ${reason}`));
    cable.board.onBytes(() => told.push('bytes'));
    await cable.host.write(Buffer.from('hello'));
    cable.unplug('pulled');
    await cable.host.close();
    await clock.pass(1000);
    expect(told).toEqual(['host pulled', 'board pulled']);
    await expect(cable.host.write(Buffer.from('hello'))).rejects.toThrow('the cable is out');
  });
});
