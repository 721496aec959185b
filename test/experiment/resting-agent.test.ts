import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { RetentionBank } from '../../devices/wrappers/retention.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { Observation } from '../../src/core/observation.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { assemble } from '../../src/experiment/assemble.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import type { Probe } from '../../src/experiment/probe.js';
import { resting } from '../../src/experiment/resting-agent.js';
import { LinearBank } from '../devices/linear-bank.js';

const { devices } = shippedDevices();
const experiment = parseExperiment({ environment: 't-maze', conditions: [{ bank: 'mean', noise: 'none' }] });
const [condition] = experiment.conditions;

const retention = (seconds: number) => ({ seconds, kelvin: 298.15, electronvolts: 1.35 });

/** Devices that relax in so many seconds, pulsed with the conditions of these fits; notes every rest. */
function relaxing(seconds: number, fits = devices) {
  const rests: [seconds: number, kelvin: number][] = [];
  const array: Probe['array'] = (...of) => {
    const made = arrayMaker(...of);
    return {
      ...made,
      bank(seed) {
        const bank = new RetentionBank(made.bank(seed), retention(seconds));
        const rest = bank.rest.bind(bank);
        bank.rest = (...time) => {
          rests.push(time);
          rest(...time);
        };
        return bank;
      },
    };
  };
  return {
    rests,
    make: assemble(experiment, condition, fits, undefined, { array, scheme: (scheme) => scheme }),
  };
}

describe('devices that change with time', () => {
  it('rest after every learning step, a pulse period for each pulse of its longest train', async () => {
    const { rests, make } = relaxing(1e9);
    const { environment, agent } = make(1);
    const expected: number[] = [];
    for (let episode = 0; episode < 20; episode++) {
      await runEpisode(environment, agent, ({ pulses, count }) => {
        const trains = [...pulses.subarray(0, count)].map(Math.abs);
        expected.push(Math.max(1, ...trains) * devices[0].conditions!.periodSeconds);
      });
    }
    expect(rests.map(([seconds]) => seconds)).toEqual(expected);
    expect(Math.max(...expected)).toBeGreaterThan(Math.min(...expected));
    expect(new Set(rests.map(([, kelvin]) => kelvin))).toEqual(new Set([298.15]));
  });

  it('rest for the periods of the pulses that a batch gives, if it gives some', () => {
    const ends = (end: number) => new Float64Array(2).fill(end);
    const bank = new RetentionBank(new LinearBank(ends(1e-5), ends(3e-5), 100), retention(1));
    const rested: number[] = [];
    bank.rest = (seconds) => void rested.push(seconds);
    const batch = new UpdateBatch(2);
    const agent = resting({ batch, act: () => 0, learn: () => {} }, [new SimulatedBoard(bank, 1)], 5e-4);
    const nothing = new Observation(2);
    const learn = (...pulses: number[]) => {
      batch.count = pulses.length;
      batch.pulses.set(pulses);
      void agent.learn({ reward: 0, forced: false, terminated: false, truncated: false }, nothing);
    };
    batch.shapes = { reset: { volts: -1, seconds: 1e-6, period: 2 } };
    learn();
    learn(40, 3);
    learn(40, -3);
    expect(rested).toEqual([5e-4, 40 * 5e-4, 6]);
  });

  it('rest as long as an experiment says: in steps at least, between episodes, at a temperature', () => {
    const ends = (end: number) => new Float64Array(2).fill(end);
    const bank = new RetentionBank(new LinearBank(ends(1e-5), ends(3e-5), 100), retention(1));
    const rested: [number, number][] = [];
    bank.rest = (...time) => void rested.push(time);
    const batch = new UpdateBatch(2);
    const times = { stepSeconds: 0.01, pauseSeconds: 60, kelvin: 358 };
    const agent = resting(
      { batch, act: () => 0, learn: () => {} },
      [new SimulatedBoard(bank, 1)],
      5e-4,
      times,
    );
    const nothing = new Observation(2);
    const episode = (...trains: number[]) =>
      trains.forEach((pulses, i) => {
        batch.count = 1;
        batch.pulses[0] = pulses;
        void agent.act(nothing);
        const terminated = i === trains.length - 1;
        void agent.learn({ reward: 0, forced: false, terminated, truncated: false }, nothing);
      });
    episode(3, 40);
    episode(1);
    episode(1);
    expect(rested).toEqual([0.01, 0.02, 60, 0.01, 60, 0.01].map((seconds) => [seconds, 358]));
  });

  it('forget what was learned if they are too quick', async () => {
    const held = async (seconds: number) => {
      const { environment, agent, held } = relaxing(seconds).make(1);
      for (let episode = 0; episode < 50; episode++) await runEpisode(environment, agent, () => {});
      const weights = new Float64Array(27);
      held(weights);
      return Math.max(...weights);
    };
    expect(await held(1e9)).toBeGreaterThan(0.3);
    expect(await held(1e-5)).toBeLessThan(1e-6);
  });

  it('are refused where nothing says how long a step takes', () => {
    const unknown = devices.map((fit) => {
      const { conditions: _, ...rest } = fit;
      return rest;
    });
    expect(() => relaxing(1, unknown).make(1)).toThrow(
      'expected conditions.periodSeconds in the device file',
    );
  });
});
