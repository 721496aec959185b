import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFlowOrCritic } from '../../src/experiment/critic/flow-or-critic.js';
import { parseFlow } from '../../src/experiment/networks/flow-file.js';
import type { FlowInput } from '../../src/experiment/networks/flow-form.js';
import { seenSteps } from '../../src/experiment/networks/train-on-devices.js';
import { makeData } from '../../src/flow/data/make-data.js';
import { deviceCurves, deviceRows } from '../../src/runs/networks/device-rows.js';
import { deviceRuns, methodsPlan, type DeviceResults } from '../../src/runs/networks/device-runs.js';
import { deviceFigure } from '../../src/report/networks/device-figure.js';
import { deviceLead } from '../../src/report/networks/device-lead.js';
import { malformation } from '../report/well-formed.js';
import { scratch } from '../scratch.js';

const layers = [{ width: 2, activation: 'tanh' as const }, { width: 1 }];
const plain: FlowInput = { data: { teacher: { layers }, inputs: 2, samples: 20 }, layers, until: 4 };
const exact = { bank: 'ideal' };

async function results(
  devices: FlowInput['devices'],
  change: Partial<FlowInput> = {},
): Promise<DeviceResults> {
  const plan = parseFlow({ ...plain, ...change, devices });
  return deviceRuns(plan, makeData(plan.data), 1);
}

describe('devices in a file of memloop flow', () => {
  it('are completed: pairs of columns, a rate of 0.05, all samples', () => {
    const { devices } = parseFlow({ ...plain, devices: { rate: 0.1, conditions: [exact, { bank: 'cycles', rate: 0.02, signed: 'reference', batch: 5 }] } });
    expect(devices!.file).toBe('almond8');
    expect(devices!.conditions).toMatchObject([
      { name: 'ideal', signed: 'pair', rate: 0.1 },
      { name: 'cycles/write/linear/self-correcting', signed: 'reference', rate: 0.02, batch: 5, noise: 'write' },
    ]);
    expect(parseFlow({ ...plain, devices: { conditions: [exact] } }).devices!.conditions[0].rate).toBe(0.05);
  });

  it.each<[FlowInput['devices'], Partial<FlowInput>, string]>([
    [{ conditions: [exact, exact] }, {}, 'devices.conditions.1: got the name "ideal" a second time: expected names that differ, with name:'],
    [{ conditions: [exact] }, { data: { teacher: { layers }, inputs: 2, samples: 'infinite' } }, 'devices: got conditions where samples are infinite: expected a number of samples'],
    [{ conditions: [{ ...exact, rate: 1e-7 }] }, {}, 'devices.conditions.0: got the rate 1e-7, which takes 40000000 steps to time 4: expected at most 1000000 steps'],
    [{ conditions: [{ ...exact, noise: 'read' }] }, {}, 'devices.conditions.0.noise: got "read": ideal does not take this noise: expected "none"'],
    [{ conditions: [{ ...exact, signed: 'pairs' }] }, {}, 'devices.conditions.0.signed: got "pairs": expected one of "pair", "reference"'],
    [{ conditions: [{ ...exact, array: { wires: { ohms: 1 } } }] }, {}, 'devices.conditions.0.array: got settings with bank ideal, whose weights are digital: expected none'],
  ])('%o is refused in one sentence', (devices, change, sentence) => {
    expect(() => parseFlow({ ...plain, ...change, devices })).toThrow(sentence);
  });

  it('are refused with coarse activations, at their line: there is no flow to go beside them', () => {
    const path = join(scratch(), 'coarse.yaml');
    const file = (activation: string) =>
      `data: { function: sine, samples: 20 }\nlayers: [{ width: 2, activation: ${activation} }, { width: 1 }]\nmethod: adam\nuntil: 4\ndevices:\n  conditions: [{ bank: mean }]\n`;
    for (const activation of ['converter_4', 'step_relu']) {
      writeFileSync(path, file(activation));
      expect(() => readFlowOrCritic(path)).toThrow(`${path}:6:3: devices: got conditions with the activation ${activation}, whose slope stands in for a derivative that is 0 almost everywhere, so there is no gradient flow to compare with: expected activations with derivatives, or no devices`);
    }
    writeFileSync(path, file('tanh'));
    expect(readFlowOrCritic(path)).toMatchObject({ devices: { file: 'almond8' } });
  });

  it('are refused where they cannot hold the start, or do not have a noise', async () => {
    await expect(results({ range: 0.1, conditions: [exact] })).rejects.toThrow(/^devices.conditions.0: got the range 0.1, but the start of seed 0 has a weight of \d/);
    await expect(results({ conditions: [{ bank: 'mean', noise: { telegraph: 'fitted' } }] })).rejects.toThrow(/^devices.conditions.0.noise.telegraph: got "fitted"/);
  });
}); // prettier-ignore

describe('learning on devices beside the flow', () => {
  it('is seen at steps next to the times of the flow', () => {
    expect(seenSteps([0.01, 0.02, 0.5, 1], 0.1)).toEqual([0, 1, 5, 10]);
  });

  it('comes to the flow: its gap halves with the rate', async () => {
    const rates = [0.04, 0.02, 0.01];
    const found = await results({ conditions: rates.map((rate) => ({ ...exact, name: `rate ${rate}`, rate })) });
    const gaps = deviceRows(found).map(({ gap }) => gap.mean);
    for (const [i, gap] of gaps.slice(1).entries()) expect(Math.abs(gap / gaps[i] - 0.5)).toBeLessThan(0.05);
    const [finest] = deviceRows(found).slice(-1);
    expect(Math.abs(finest.timesFlow.mean - 1)).toBeLessThan(0.01);
  });

  it('has a start for each seed, or one for all', async () => {
    const devices = { conditions: [exact, { bank: 'linear', noise: { read: { white: 0.02 } } }] };
    const own = await results(devices, { seeds: 3 });
    expect(own.flows.map(({ seed }) => seed)).toEqual([0, 1, 2]);
    expect(new Set(own.courses.slice(0, 3).map(({ points }) => points[0].loss)).size).toBe(3);
    const one = await results({ ...devices, start: 7 }, { seeds: 3 });
    expect(one.flows.map(({ seed }) => seed)).toEqual([7]);
    const [exactRow, noisy] = deviceRows(one);
    expect(exactRow.loss.interval![0]).toBeCloseTo(exactRow.loss.interval![1], 12);
    expect(noisy.timesFlow.interval![0]).toBeLessThan(noisy.timesFlow.mean);
    expect(noisy.timesFlow.interval![1]).toBeGreaterThan(noisy.timesFlow.mean);
    expect(noisy.pulses).toBeGreaterThan(0);
    expect([exactRow.pulses, exactRow.startPulses]).toEqual([0, 0]);
    const plan = parseFlow({ ...plain, seeds: 3, devices: { ...devices, start: 7 } });
    expect(methodsPlan(plan)).toMatchObject({ seeds: 1, firstSeed: 7 });
    for (const { points } of one.courses)
      for (const [k, value] of points[0].parameters.entries()) expect(Math.abs(value - one.flows[0].points[0].parameters[k])).toBeLessThan(0.05 * one.conditions[0].range);
  });

  it('chooses a range that holds the weights of the flow', async () => {
    const { flows, conditions } = await results({ conditions: [exact] });
    const most = Math.max(...flows[0].points.flatMap(({ parameters }) => Array.from(parameters, Math.abs)));
    expect(conditions[0].range / most).toBeGreaterThan(1.18);
    expect(conditions[0].range / most).toBeLessThan(1.32);
  });

  it('follows a mini-batch on average', async () => {
    const found = await results({ rate: 0.01, conditions: [exact, { ...exact, name: 'five', batch: 5 }] }, { seeds: 6 });
    const [all, five] = deviceRows(found);
    expect(Math.abs(five.timesFlow.mean - all.timesFlow.mean)).toBeLessThan(0.3);
    // Each of 18 devices is read back after each of 400 steps; all other reads are those of samples.
    const back = 18 * 400;
    expect(five.reads - back).toBe((all.reads - back) / 4);
    expect(five.gap.mean).toBeGreaterThan(2 * all.gap.mean);
  });

  it('lets flows that end early stay where they are', async () => {
    const found = await results({ conditions: [exact] }, { gradient: 0.2, seeds: 2 });
    expect(found.flows[0].end.ending).toBe('fixed point');
    const [flow, learnt] = deviceCurves(found);
    expect(flow.points.at(-1)!.time).toBeCloseTo(4, 9);
    expect(learnt.points.at(-1)!.time).toBeCloseTo(4, 9);
  });

  it.each([1, 3])('is drawn and told in words (%i seeds)', async (seeds) => {
    const found = await results({ start: 1, conditions: [{ ...exact, name: 'exact <memories>' }, { bank: 'mean', noise: 'write', name: 'measured' }] }, { seeds });
    const { svg, caption } = deviceFigure(found);
    expect(malformation(svg)).toBe('');
    expect(svg).toContain('exact &lt;memories&gt;');
    expect(caption).toContain(seeds === 1 ? 'An interval needs at least 3 seeds.' : 'of 3 seeds');
    const { sentence, number, interval } = deviceLead(found);
    expect(sentence).toMatch(/^At time 4 the flow has a loss of [\d.e−]+\. In multiples of it: exact <memories> [\d.]+, measured [\d.]+/);
    expect(number).toMatch(/^[\d.e]+ ×$/);
    expect(interval === undefined).toBe(seeds === 1);
  });

  it('says losses, not multiples, where the flow has learned all', async () => {
    const found = await results({ rate: 0.2, conditions: [exact, { bank: 'linear', noise: 'none', name: 'steps' }] }, { layers: [{ width: 1 }], data: { teacher: { layers: [{ width: 1 }] }, inputs: 1, samples: 20 }, until: 100 });
    const { sentence, number } = deviceLead(found);
    expect(sentence).toMatch(/^At time 100 the flow has a loss of [\d.]+e−\d\d\. On devices it is: ideal [\d.]+e−\d\d, steps /);
    expect(number).not.toContain('×');
  });

  it('is what shipped examples ask for', () => {
    const example = (name: string) => readFlowOrCritic(fileURLToPath(new URL(`../../examples/${name}.yaml`, import.meta.url)));
    expect(example('flow')).not.toHaveProperty('devices');
    expect(example('flow-on-devices')).toMatchObject({ devices: { file: 'almond8', start: 1, conditions: { length: 6 } } });
    expect(example('critic-flow')).toMatchObject({ task: 't-maze', file: 'almond8' });
  });

  it('finds device files beside the file', () => {
    const directory = scratch();
    const path = join(directory, 'flow.yaml');
    writeFileSync(path, JSON.stringify({ ...plain, devices: { file: 'mine.json', conditions: [exact] } }));
    expect(readFlowOrCritic(path)).toMatchObject({ devices: { file: join(directory, 'mine.json') } });
    writeFileSync(path, JSON.stringify({ task: 't-maze', devices: { file: 'mine.json', conditions: [exact] } }));
    expect(readFlowOrCritic(path)).toMatchObject({ file: join(directory, 'mine.json') });
  });

  it('names the best and the worst of many conditions', async () => {
    const conditions = Array.from({ length: 7 }, (_, i) => ({ ...exact, name: `n${i}`, rate: 0.1 - 0.01 * i }));
    const { sentence } = deviceLead(await results({ conditions }, { until: 2 }));
    expect(sentence.match(/\bn\d/g)).toHaveLength(2);
  });
}); // prettier-ignore
