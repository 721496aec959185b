import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import { drawStepBank } from '../../devices/steps/step-kinds.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { reliabilityKinds } from '../../devices/wrappers/reliability/reliability-kinds.js';
import type { ReliabilityKind } from '../../devices/wrappers/reliability-kind.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { reliabilityFaults } from '../../src/contracts/reliability-contract.js';
import { randomStream, streams } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { observationOf } from '../core/observation-of.js';
import { G0, G1, linear, offBy, pulsesFor, upTo, weights, withEffect } from './unreliable.js';

const names = Object.keys(reliabilityKinds);

describe('a reliability effect', () => {
  it.each(Object.entries(reliabilityKinds))('%s keeps its contract', async (_, kind) => {
    expect(await reliabilityFaults(kind)).toEqual([]);
  });

  const planted = (wrap: ReliabilityKind['wrap']): ReliabilityKind => ({
    meaning: 'planted',
    settings: {},
    none: {},
    wrap,
  });
  it.each<[string, ReliabilityKind, string]>([
    ['that passes no time on', planted((bank) => Object.assign(Object.create(bank) as typeof bank, { rest: () => {} })), 'not told of rest'],
    ['that leaves the window', planted((bank) => Object.assign(bank, { rest: () => void bank.conductance.fill(1) })), 'its window'],
    ['that changes other devices at once', planted((bank) => {
      const pulse = bank.pulse.bind(bank);
      return Object.assign(bank, { pulse: (b: Parameters<typeof pulse>[0]) => { pulse(b); bank.conductance[0] = bank.conductance[0] === 1.2e-5 ? 1.5e-5 : 1.2e-5; } });
    }), 'was in no batch'],
    ['that is never without effect', planted((bank) => Object.assign(bank, { rest: () => void bank.conductance.fill(2e-5) })), 'none: got other numbers'],
    ['without settings for nothing', { ...planted((bank) => bank), none: { x: 1 } }, 'none.x: the effect has no settings'],
  ])('%s is found', async (_, kind, part) => {
    expect((await reliabilityFaults(kind)).join()).toContain(part);
  }); // prettier-ignore

  const harsh = {
    endurance: { pulses: 50, power: 1, deathPulses: 400, deathDecades: 0.3 },
    'half-select-disturb': { volts: 0.1 },
    'read-disturb': { setSeconds: 1e-4 },
    relaxation: { drift: -5, spread: 10 },
    retention: { seconds: 100, kelvin: 298 },
    stuck: { sa0: 0.2, sa1: 0.2 },
    telegraph: { traps: 5 },
    temperature: { electronvolts: 0.2 },
  } as const;

  it('has a harsh setting here', () => expect(Object.keys(harsh)).toEqual(names));

  it.each(names.flatMap((one) => names.filter((other) => other !== one).map((other) => [one, other])))(
    '%s around %s stays in the window, and stuck devices stay stuck',
    (outer, inner) => {
      const bare = drawStepBank(
        stepPresets['reram-sb'],
        [new Float64Array(24).fill(G0), new Float64Array(24).fill(G1)],
        streams(1),
        true,
      );
      const names = [inner, outer] as (keyof typeof harsh)[];
      const bank = names.reduce<DeviceBank>(
        (inside, name) => withEffect(name, harsh[name], inside, { columns: 4 }),
        bare,
      );
      const held = bank.conductance.slice();
      const random = randomStream(3, 'board');
      for (let k = 0; k < 40; k++) {
        bank.pulse(
          pulsesFor(
            upTo(24).filter(() => random.uniform() < 0.5),
            random.below(80) - 30,
          ),
        );
        offBy(bank);
        bank.readStress?.read(Uint32Array.from(upTo(24)), 24);
        bank.rest?.(10, 310);
        expect(bank.conductance.every((g) => g >= G0 && g <= G1)).toBe(true);
        if (names.includes('stuck')) held.forEach((g, d) => g === G1 && expect(bank.conductance[d]).toBe(G1));
      }
    },
  );

  it('reaches a board: reads are felt, and products see what time did', () => {
    const bank = withEffect('read-disturb', { readSeconds: 1, setSeconds: 10, readVolts: 0.1 }, linear(6));
    const board = new SimulatedBoard(bank, 2);
    board.calibrate(new Float64Array(6).fill(0.1), 1e-6);
    const read = new ReadBatch(0, 2);
    read.drive(observationOf(0, 1, -1));
    board.multiply(read);
    expect([...read.amperes]).toEqual([0, 0]);
    board.rest!(1, 300);
    const moved = 1 - Math.exp(-0.1);
    weights(bank).forEach((w, d) => expect(w).toBeCloseTo(d === 2 || d === 3 ? moved : 0, 12));
    board.multiply(read);
    read.amperes.forEach((amperes) => expect(amperes).toBeCloseTo(0.1 * moved * (G1 - G0), 15));
    const single = pulsesFor([5], 0);
    board.read(single);
    board.rest!(1, 300);
    expect(weights(bank)[5]).toBeCloseTo(moved, 12);
  });
});
