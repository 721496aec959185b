import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Summary } from '../../src/runs/summary.js';
import { scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';
import { describeWith } from '../rig.js';
import { missing, SimavrBoard } from '../firmware/simavr/simavr-board.js';

const ASTRAY = 0.005;
const HASTE = 10;
const SEEDS = 100;

/** A pulse of 1 V for 10 µs, within limits that the board keeps too. */
const BENCH =
  '--set-volts 1 --reset-volts -1 --set-width-us 10 --period-us 1000 --read-volts 0.1 --averages 16 ' +
  '--limit-set-volts 1 --limit-reset-volts -1 --limit-current-ua 200 --heartbeat-ms 60000 --cycles 2 --pulses 60 --prepare';

const experiment = {
  environment: 't-maze',
  episodes: 40,
  threshold: 0.0025,
  conditions: [{ name: 'critic', bank: 'mean', noise: 'pulse' }],
};
const board = {
  weights: Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`C${k}`, [Math.floor(k / 3), k % 3]])),
  read: { averages: 32 },
  limits: { lowestVolts: -1, highestVolts: 1, amperes: 2e-4 },
  heartbeatSeconds: 60,
};

describeWith(missing, 'a device of the firmware in simavr, characterised, fitted and learned with', () => {
  it('learns the T-maze with the critic on the board as it does without, and no pulse is lost', async () => {
    const directory = scratch();
    const chip = new SimavrBoard(SimavrBoard.build(), ASTRAY, HASTE);
    onTestFinished(() => chip.stop());
    const port = await chip.terminal;
    /** Runs the program and expects that it ends well. */
    const done = async (...args: string[]) => {
      const { code, stderr } = await memloop(args, { directory });
      expect(code, stderr).toBe(0);
    };
    const learn = async (name: string, settings: object) => {
      writeFileSync(join(directory, `${name}.json`), JSON.stringify({ ...experiment, ...settings }));
      await done('run', `${name}.json`, '--devices', 'devices.json', '--out', name);
      const summary = readFileSync(join(directory, name, 'summary.json'), 'utf8');
      return (JSON.parse(summary) as Summary).conditions[0];
    };
    await done('characterise', port, '--out', 'device.csv', ...BENCH.split(' '));
    await done('fit', 'device.csv', '--out', 'devices.json');
    const before = chip.pulses.length;
    expect(before).toBe(60 + 2 * 2 * 60);
    const onBoard = await learn('board', { seeds: 1, board: { port, ...board } });
    const without = await learn('simulated', { seeds: SEEDS });
    const lately = ({ steps }: typeof onBoard) =>
      steps.mean.slice(25).reduce((sum, mean) => sum + mean / 15, 0);
    process.stdout.write(
      `simavr: ${lately(onBoard).toFixed(2)} steps, without ${lately(without).toFixed(2)}\n`,
    );
    expect(onBoard).toMatchObject({ provenance: 'emulated', product: 'host-sum' });
    // 0.65 steps is the standard deviation of a seed
    expect(Math.abs(lately(onBoard) - lately(without))).toBeLessThan(4 * 0.65);
    // Weights are numbered by cell of the maze, three a cell, of which the critic's is the first.
    const { set, reset } = onBoard.ledger.perDevice;
    for (const [name, [row, column]] of Object.entries(board.weights)) {
      const k = 3 * Number(name.slice(1));
      const started = onBoard.board!.started.filter((one) => one.name === name);
      const sent = started.reduce((sum, { pulses }) => sum + pulses, set[k] + reset[k]);
      const given = chip.pulses.slice(before).filter((one) => one.row === row && one.column === column);
      expect([name, given.length]).toEqual([name, sent]);
    }
    const highest = Math.max(...chip.pulses.map(({ volts }) => Math.abs(volts)));
    expect(highest).toBe(1);
    expect(chip.outputs.at(-1)).toMatchObject({ on: false });
  }, 180_000);
});
