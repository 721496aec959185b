import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockMeans } from '../../src/experiment/glimpse/glimpse.js';
import { GlimpseSlot } from '../../src/experiment/glimpse/glimpse-slot.js';
import { glimpseSlot } from '../../src/experiment/glimpse/glimpses.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { FinishedSeeds } from '../../src/live/finished-seeds.js';
import { LinkState } from '../../src/live/link-state.js';
import { LiveDevice } from '../../src/live/live-device.js';
import { SeedsInProgress } from '../../src/live/seeds-in-progress.js';
import { TimeLeft } from '../../src/live/time-left.js';
import type { DeviceState } from '../../src/live/page/wire.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { seedRunner } from '../../src/runs/workers/seed-runner.js';
import { estimate, Moments } from '../../src/runs/statistics.js';

const costs = { set: 3, reset: 4, reads: 5 };

describe('a slot in shared memory', () => {
  const made = () => new GlimpseSlot(new SharedArrayBuffer(GlimpseSlot.bytes(2)), 0, 2, 10);
  const source = { seed: 7, episode: 2, steps: Int32Array.of(9, 4, 0), weights: Float64Array.of(0.5, 0.25), costs };

  it('answers a question once, with what the seed had then', () => {
    const slot = made();
    slot.answer(source);
    expect(slot.taken()).toBeUndefined();
    slot.ask();
    expect(slot.isWanted(7)).toBe(true);
    slot.answer(source);
    slot.answer({ ...source, seed: 8 });
    expect(slot.isWanted(8)).toBe(false);
    expect(slot.taken()).toEqual({
      seed: 7, episode: 2, curve: Float64Array.of(9, 4), weights: Float64Array.of(0.5, 0.25), ...costs,
    });
    expect(slot.taken()).toBeUndefined();
  }); // prettier-ignore

  it('is not torn by questions while it is written', () => {
    const slot = made();
    const other = { ...source, seed: 8, weights: Float64Array.of(1, 1), costs: { set: 0, reset: 0, reads: 0 } };
    let seen = 0;
    const asking = {
      ...costs,
      get set() {
        // What another thread does between two numbers of an answer: it asks, looks, and answers.
        for (const seed of [undefined, 8]) {
          slot.ask(seed);
          slot.answer(other);
          if (slot.taken() !== undefined || slot.isAsked()) seen++;
        }
        return costs.set;
      },
    };
    slot.ask();
    slot.answer({ ...source, costs: asking });
    expect(seen).toBe(0);
    expect(slot.taken()).toMatchObject({ seed: 7, weights: Float64Array.of(0.5, 0.25), ...costs });
  });

  it('can ask for one seed', () => {
    const slot = made();
    slot.ask(7);
    expect([6, 7, 8].map((seed) => slot.isWanted(seed))).toEqual([false, true, false]);
  });
}); // prettier-ignore

describe('a seed that is asked at each chance', () => {
  const experiment = parseExperiment({
    environment: 't-maze',
    episodes: 60,
    conditions: [{ name: 'one', bank: 'cycles', noise: 'read' }],
  });
  const { devices } = shippedDevices();

  it.each(['ts', 'wasm'] as const)('has the same result in %s', async (engine) => {
    const slot = glimpseSlot(new SharedArrayBuffer(GlimpseSlot.bytes(27)), experiment, 0)!;
    const episodes: number[] = [];
    const asking = Object.assign(Object.create(slot) as GlimpseSlot, {
      isWanted: () => true,
      answer(source: { episode: number; weights: Float64Array }) {
        slot.ask();
        slot.answer(source as never);
        expect([...slot.taken()!.weights]).toEqual([...source.weights]);
        episodes.push(source.episode);
      },
    });
    const seen = await seedRunner(experiment, 0, devices, engine, asking)(5);
    expect(seen).toEqual(await seedRunner(experiment, 0, devices, engine)(5));
    expect(episodes.length).toBeGreaterThan(50);
    expect(Math.max(...episodes)).toBe(engine === 'ts' ? 59 : 60);
  });
});

describe('seeds in progress', () => {
  const experiment = parseExperiment({ environment: 't-maze', seeds: 9, firstSeed: 3, episodes: 50 });
  const weights = new Float64Array(27);
  const answers = (progress: SeedsInProgress, seed: number, episode: number) => {
    const slot = glimpseSlot(progress.memory, experiment, 1)!;
    if (slot.isWanted(seed)) slot.answer({ seed, episode, steps: new Int32Array(50), weights, costs });
  };

  it('are followed once they answer twice, until they end', () => {
    const progress = new SeedsInProgress(experiment);
    progress.look([0, 0, 0]);
    answers(progress, 4, 1);
    progress.look([0, 0, 0]);
    expect(progress.of(1)).toBeUndefined();
    answers(progress, 5, 9);
    answers(progress, 4, 2);
    progress.look([0, 0, 0]);
    expect(progress.of(1)).toMatchObject({ seed: 4, episode: 2 });
    expect(progress.of(0)).toBeUndefined();
    // Seeds 3 and 4 are finished.
    progress.look([2, 2, 2]);
    expect(progress.of(1)).toBeUndefined();
  });

  it('give way to others when they answer no more', () => {
    const progress = new SeedsInProgress(experiment);
    for (const episode of [1, 2]) {
      progress.look([0, 0, 0]);
      answers(progress, 4, episode);
    }
    for (let time = 0; time < 10; time++) progress.look([0, 0, 0]);
    answers(progress, 6, 1);
    progress.look([0, 0, 0]);
    answers(progress, 6, 2);
    progress.look([0, 0, 0]);
    expect(progress.of(1)).toMatchObject({ seed: 6 });
  });
});

describe('finished seeds', () => {
  it('have the mean and the interval of a summary, within a thousandth', () => {
    const random = fc.array(fc.integer({ min: 6, max: 300 }), { minLength: 3, maxLength: 300 });
    fc.assert(
      fc.property(random, (finals) => {
        const finished = new FinishedSeeds({ episodes: 60 }, 1);
        const moments = new Moments(1);
        for (const final of finals) {
          const steps = new Int32Array(60).fill(final, 10).fill(1000, 0, 10);
          const column = Float64Array.of(1);
          const all = { set: column, reset: column, reads: column };
          finished.add({ steps, weights: column, costs: all as never });
          moments.addAt(0, final);
        }
        const { mean, interval } = estimate(moments);
        const found = finished.finalSteps();
        expect(found.mean).toBeCloseTo(mean, 8);
        expect(Math.abs(found.reach! - (interval![1] - mean))).toBeLessThanOrEqual(1e-3 * found.reach! + 1e-9);
      }),
      { numRuns: 50 },
    );
  }); // prettier-ignore

  it('average blocks of episodes, the last of which may be shorter', () => {
    const out = new Float64Array(3);
    expect(blockMeans(Int32Array.of(1, 3, 5, 7, 9), 5, 2, out)).toBe(3);
    expect([...out]).toEqual([2, 6, 9]);
    expect(blockMeans(Int32Array.of(1, 3, 5), 0, 2, out)).toBe(0);
  });
});

describe('the link to a board', () => {
  it('is told from the entries of its journal', () => {
    let time = 1000;
    const link = new LinkState(() => time);
    expect(link.view()).toMatchObject({ state: 'opening', quiet: null });
    link.note({ opened: { kind: 'usb' } });
    link.note({ board: { model: 'A', serial: 'B7' } });
    link.note({ sent: '>0001 E903 READ*7705\n' });
    link.note({ received: '<0001', ms: 1 });
    time = 3500;
    expect(link.view()).toEqual({ state: 'connected', model: 'A', serial: 'B7', sent: 1, received: 1, quiet: 2.5, reconnected: 0 });
    link.note({ closed: 'unplugged' });
    expect(link.view().state).toBe('lost');
    link.note({ unopened: 'no such port' });
    link.note({ opened: { kind: 'usb' } });
    expect(link.view()).toMatchObject({ state: 'connected', reconnected: 1 });
    link.note({ sent: '>0777 A382 SAFE*5FA9\n' });
    link.note({ closed: 'closed' });
    expect(link.view().state).toBe('closed');
    link.note({ opened: {} });
    expect(link.view()).toMatchObject({ state: 'connected', reconnected: 1 });
  });
}); // prettier-ignore

describe('the time left', () => {
  it('is that of the rate since the start, with what is in progress', () => {
    let time = 0;
    const left = new TimeLeft(() => time);
    expect(left.view()).toEqual({ done: 0, total: 0, share: 0, left: null });
    left.note(10, 50);
    expect(left.view()).toMatchObject({ share: 0.2, left: null });
    time = 20_000;
    left.note(18, 50);
    expect(left.view(2)).toEqual({ done: 18, total: 50, share: 0.4, left: 60 });
  });
});

describe('a device that is measured', () => {
  it('shows its present cycle and the one before', () => {
    const device = new LiveDevice({ cycles: 2, pulses: 1 }, { port: 'virtual', file: 'a.csv' }, 0);
    const reading = (cycle: number, polarity: 'set' | 'reset', pulse: number, siemens: number) =>
      device.add({ cycle, polarity, pulse, siemens });
    reading(0, 'set', 0, 1);
    reading(0, 'set', 1, 2);
    reading(0, 'reset', 0, 3);
    reading(0, 'reset', 1, 4);
    reading(1, 'set', 0, 5);
    const state = JSON.parse(device.state()) as DeviceState;
    expect(state).toMatchObject({ cycle: 1, present: [5], before: [1, 2, 3, 4], progress: { done: 5, total: 8 } });
  });
}); // prettier-ignore
