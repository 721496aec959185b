import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const FILE = `
data:
  teacher: { layers: [{ width: 2, activation: tanh }, { width: 1 }], seed: 3 }
  inputs: 2
  samples: 40
layers: [{ width: 2, activation: tanh }, { width: 1 }]
method: rodas5p
until: 10
seeds: 2
devices:
  rate: 0.05
  conditions:
    - { name: measured, bank: cycles, noise: write, pulses: stochastic }
    - { name: noisy, bank: linear, noise: { read: { white: 0.3 } }, pulses: stochastic }
`;

function written(text = FILE): string {
  const path = join(scratch(), 'chip.yaml');
  writeFileSync(path, text);
  return path;
}

describe('memloop identify of networks that learned on devices', () => {
  it('finds all weights where reads are exact, and says where they are hidden, the same on any number of workers', async () => {
    const path = written();
    const identified = async (workers: string) => {
      const directory = scratch();
      const line = [
        'identify',
        path,
        '--probes',
        '60',
        '--students',
        '4',
        '--workers',
        workers,
        '--out',
        'o',
      ];
      const { code, stdout } = await memloop(line, { directory });
      expect(code).toBe(0);
      const read = (name: string) => readFileSync(join(directory, 'o', name), 'utf8');
      return {
        stdout: stdout.split('Report:')[0],
        summary: read('identify.json'),
        table: read('probes-needed.csv'),
      };
    };
    const one = await identified('1');
    const two = await identified('2');
    expect(one).toEqual(two);
    expect(one.stdout.replace(/\s+/g, ' ')).toMatch(
      /^Probes that give away all weights of 2 chips: measured from \d+ on, noisy not always with 60\./,
    );
    const [, ...rows] = one.table.trim().split('\n');
    expect(rows).toHaveLength(12);
    const last = rows.filter((row) => row.startsWith('measured') && row.includes(',60,'));
    for (const row of last) {
      const [, , , identified, excess, distance, error] = row.split(',');
      expect([identified, excess]).toEqual(['true', '0']);
      expect(Number(distance)).toBeLessThan(1e-12);
      expect(Number(error)).toBeLessThan(1e-6);
    }
  }, 60_000);

  it.each([
    [FILE.replace(/devices:[^]*/, ''), 'got a file of memloop flow without devices'],
    [FILE.replaceAll('tanh', 'relu'), 'got the activation relu'],
    [
      FILE.replace(
        'layers: [{ width: 2, activation: tanh }, { width: 1 }]\nmethod',
        'layers: [{ width: 1 }]\nmethod',
      ),
      'layers: got 1: expected a hidden layer and an output layer',
    ],
  ])('refuses what cannot be found from outside', async (text, sentence) => {
    const { code, stderr } = await memloop(['identify', written(text)], { directory: scratch() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });

  it('names the conditions that are there', async () => {
    const { code, stderr } = await memloop(['identify', written(), '--condition', 'none'], {
      directory: scratch(),
    });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--condition: got none: expected one of measured, noisy'),
    ]);
  });
});
