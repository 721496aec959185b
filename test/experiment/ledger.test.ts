import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { MeteredBoard } from '../../drivers/boards/metered-board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { assemble } from '../../src/experiment/assemble.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { Ledger } from '../../src/experiment/ledger.js';

const fits = shippedDevices().devices;

function pulsed(pulses: number): MeteredBoard {
  const ends = (end: number) => new Float64Array(4).fill(end);
  const board = new MeteredBoard(
    new SimulatedBoard(new IdealBank(ends(3e-5), ends(5e-5)), 2),
    new Array(4).fill(fits[0].conditions),
  );
  const batch = new UpdateBatch(1);
  batch.add(1, 0.5);
  batch.pulses[0] = pulses;
  void board.program(batch);
  return board;
}

/** Pulses and updates of an assembled condition, counted here from the batches of the agent. */
async function counted(condition: NonNullable<ExperimentInput['conditions']>[number]) {
  const experiment = parseExperiment({ environment: 't-maze', conditions: [condition] });
  const { environment, agent, ledger } = assemble(experiment, experiment.conditions[0], fits)(1);
  let [set, reset, updates] = [0, 0, 0];
  for (let episode = 0; episode < 20; episode++)
    await runEpisode(environment, agent, (batch) => {
      updates += batch.count;
      for (const n of batch.pulses.subarray(0, batch.count)) [set, reset] = [set + Math.max(n, 0), reset + Math.max(-n, 0)]; // prettier-ignore
      ledger.note(batch);
    });
  return { ledger, set, reset, updates };
}

describe('the ledger', () => {
  it('adds the devices of a weight, and knows the worst of all devices', () => {
    const ledger = new Ledger([pulsed(7), pulsed(-9)]);
    expect(ledger.costs()).toMatchObject({ set: 7, reset: 9, reads: 2, wear: 9 });
    expect(ledger.costs().joules).toBeCloseTo(pulsed(7).costs().joules! + pulsed(-9).costs().joules!, 20);
    const { set, reset, reads } = ledger.perWeight();
    expect([[...set], [...reset], [...reads]]).toEqual([[0, 7, 0, 0], [0, 9, 0, 0], [0, 2, 0, 0]]); // prettier-ignore
  });

  it('says what the batches of the agent say', async () => {
    const { ledger, set, reset, updates } = await counted({ bank: 'cycles' });
    expect(set).toBeGreaterThan(100);
    expect(ledger.updates).toBe(updates);
    expect(ledger.costs()).toMatchObject({ set, reset });
    const weights = ledger.perWeight();
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
    expect([sum(weights.set), sum(weights.reset)]).toEqual([set, reset]);
    expect(sum(weights.reads)).toBe(ledger.costs().reads);
    expect(ledger.costs().wear).toBe(Math.max(...weights.set.map((n, d) => n + weights.reset[d])));
  });

  it('has no reads of an open loop, which never asks', async () => {
    const { ledger, set } = await counted({ bank: 'cycles', scheme: 'open-loop' });
    expect(ledger.costs()).toMatchObject({ set, reads: 0 });
  });
});
