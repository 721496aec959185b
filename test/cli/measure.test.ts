import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCharacterisations } from '../../devices/measurements/read-characterisations.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const directory = scratch();
const run = (...args: string[]) => memloop(args, { directory });
const read = (name: string) => readCharacterisations(`${directory}/${name}`);
const text = (name: string) => readFileSync(`${directory}/${name}`, 'utf8');

describe('memloop measure', () => {
  it('measures endurance to a file that fit reads and replay makes again, with a figure', async () => {
    const args = [
      '--cycles',
      '3',
      '--pulses',
      '50',
      '--per-decade',
      '0',
      '--closed',
      '1',
      '--averages',
      '64',
    ];
    const { code, stdout } = await run('measure', 'endurance', 'virtual', '--out', 'e.csv', ...args);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^endurance: window open after 3 cycles, ratio 1\.\d+\ne.csv: 306 readings; figure: e.svg\n$/)]); // prettier-ignore
    expect(text('e.csv')).toContain('# program: endurance\n');
    expect(text('e.svg')).toContain('window open after 3 cycles');
    const [device] = read('e.csv').devices;
    expect([device.set.length, device.set[0].length, device.conditions?.set.volts]).toEqual([3, 51, 2.5]);
    expect((await run('replay', 'e.csv.jsonl', '--out', 'again.csv')).code).toBe(0);
    expect(text('again.csv')).toBe(text('e.csv'));
  });

  it('lets fit read ISPP and levels for what they hold, and says what the others are for', async () => {
    const low = await run('measure', 'ispp', 'virtual', '--out', 'low.csv');
    expect(low.stderr).toMatch(
      /the current reached the compliance of 500 µA at \d+ of 42 readings or in the pulses before them, which ends a pulse early; raise --limit-current-ua/,
    );
    expect(low.stdout).toContain(
      `; ${/at (\d+) of/.exec(low.stderr)![1]} of 40 pulses ended at the compliance\n`,
    );
    const wide = ['--limit-current-ua', '2000'];
    await run('measure', 'ispp', 'virtual', '--out', 'i.csv', '--cycles', '2', ...wide);
    const ispp = await run('fit', 'i.csv', '--json');
    expect([ispp.code, ispp.stderr]).toEqual([
      0,
      expect.stringContaining('the curves hold for this staircase only'),
    ]);
    expect((JSON.parse(ispp.stdout) as { devices: object[] }).devices[0]).not.toHaveProperty('conditions');
    await run('measure', 'levels', 'virtual', '--out', 'l.csv', '--levels', '2', '--rounds', '2');
    const levels = read('l.csv');
    expect(levels.notes[0]).toMatch(/\d+ readings of write and verify left out/);
    expect(levels.devices[0].set.map(({ length }) => length)).toEqual([101, 101]);
    await run('measure', 'retention', 'virtual', '--out', 'r.csv', '--duration', '10');
    const retention = await run('fit', 'r.csv');
    expect([retention.code, retention.stderr]).toEqual([2, expect.stringContaining('a retention has no pulses; its use is the loss over time')]); // prettier-ignore
  });

  it('refuses readings that switch devices, and says how to allow them', async () => {
    const refused = await run('measure', 'iv', 'virtual', '--out', 'iv.csv');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('allow them with --limit-read-volts 1.5, or take --pulsed 1')]); // prettier-ignore
    const wide = ['--limit-read-volts', '1.5', '--limit-current-ua', '2000'];
    const { stdout } = await run('measure', 'iv', 'virtual', '--out', 'iv.csv', ...wide);
    expect(stdout).toMatch(/^iv: 101 points, at most 685\.\d µA; hysteresis: up to \d+ times/);
  });

  it('makes the directories of its files, and says where the steps are not those asked for', async () => {
    const args = ['--step', '0.7', '--set-volts', '1.2', '--pulsed', '1'];
    const { code, stderr } = await run('measure', 'iv', 'virtual', '--out', 'a/b/iv.csv', '--journal', 'c/iv.jsonl', ...args); // prettier-ignore
    expect([code, stderr]).toEqual([0, expect.stringContaining('the steps are 0.6 V up to --set-volts and 0.75 V to --reset-volts')]); // prettier-ignore
    expect(text('a/b/iv.csv')).toContain('# program: iv\n');
    expect(text('c/iv.jsonl')).toContain('"record"');
    const from = await run('measure', 'ispp', 'virtual', '--from', '1.2', '--reset-volts', '-1.1', '--set-volts', '1.3', '--out', 'f.csv'); // prettier-ignore
    expect([from.code, from.stderr]).toEqual([2, expect.stringContaining('--from: got 1.2: expected at most the amplitude of --reset-volts, 1.1 V')]); // prettier-ignore
  });

  it('says in a dry run how much it does at most', async () => {
    const { code, stderr } = await run('measure', 'endurance', 'virtual', '--dry-run', '--cycles', '2');
    expect(code).toBe(0);
    expect(stderr).toContain('endurance: at most 400 SET and 400 RESET pulses, 6.15 µJ at the compliance current, and 804 readings of up to 0.2 V'); // prettier-ignore
    const beyond = await run('measure', 'endurance', 'virtual', '--dry-run', '--pulses', '300');
    expect([beyond.code, beyond.stderr]).toEqual([2, expect.stringContaining('--limit-pulses')]);
  });
});
