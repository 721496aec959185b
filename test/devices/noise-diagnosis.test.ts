import { describe, expect, it } from 'vitest';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { partDensities } from '../../devices/diagnosis/noise-spectrum.js';
import { NOISE_PARTS } from '../../devices/noise-split/cosine-modes.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { adviceOn, diagnosed, inMeasuredWindow, kindOf, measuredKind } from './known-kinds.js';
import { expectParts, SEEDS } from './parts-found.js';

describe('the parts of the noise of synthetic devices', () => {
  // test/deep takes white, accumulating and white-pink.
  it.each([
    ['pink', ['read']],
    ['white-accumulating', ['read', 'pulse']],
    ['abrupt-accumulating', ['read', 'pulse']],
  ])('are found, and their sizes are within their intervals: %s', expectParts);

  it.each([
    ['white', -0.5, 0],
    ['pink', -0.157, -1.1],
    ['accumulating', 0, -2],
  ])('show in increments and spectrum: %s', (name, correlation, slope) => {
    const { correlation: lags, spectrum } = diagnosed(measuredKind(name));
    expect(Math.abs(lags[0].value - correlation)).toBeLessThan(0.04);
    expect(lags[0].interval![0]).toBeLessThan(correlation);
    expect(lags[0].interval![1]).toBeGreaterThan(correlation);
    if (name !== 'pink') for (const { value } of lags.slice(1)) expect(Math.abs(value)).toBeLessThan(0.06);
    expect(Math.abs(spectrum.slope.value - slope)).toBeLessThan(0.3);
    const [low, high] = spectrum.slope.interval!;
    expect(low).toBeLessThan(spectrum.slope.value);
    expect(high).toBeGreaterThan(spectrum.slope.value);
  });

  it('are read-like if the noise is 1/f by Fourier, whose slowest waves outlast a branch', () => {
    for (const seed of SEEDS) {
      const diagnosis = diagnosed(measuredKind('fourier', seed));
      const { readLike, accumulating } = diagnosis.split;
      // Over all its waves: the slow ones that a branch cuts off count as well.
      const truth = inMeasuredWindow(0.02, diagnosis);
      expect(Math.abs(Math.sqrt(readLike.value / truth) - 1)).toBeLessThan(0.1);
      expect(accumulating.low).toBe(0);
      expect(adviceOn(diagnosis).structures).toEqual(['read']);
    }
  });

  it.each<[string, string[]]>([
    ['sigmoid', ['set', 'reset']],
    ['convex', ['set', 'reset']],
    ['abrupt-set', ['set']],
    ['saturating', []],
    ['shape-varies', []],
  ])('do not hold the misfit of a curve: %s', (name, missed) => {
    const diagnosis = diagnosed(measuredKind(name));
    const { truth } = kindOf(name);
    const clear = Object.entries(diagnosis.branches).filter(([, { misfit }]) => misfit!.clear);
    expect(clear.map(([polarity]) => polarity)).toEqual(missed);
    const { accumulating, pink, white } = diagnosis.split;
    expect([accumulating.low, pink.low]).toEqual([0, 0]);
    expect(Math.sqrt(accumulating.high)).toBeLessThan(0.1 * truth.white!);
    expect(Math.abs(Math.sqrt(white.value / inMeasuredWindow(truth.white!, diagnosis)) - 1)).toBeLessThan(
      0.05,
    );
    const { structures, sentence } = adviceOn(diagnosis);
    expect(structures).toEqual(['read']);
    expect(/ in every cycle: this is misfit, not noise\./.test(sentence)).toBe(missed.length > 0);
  });

  it('are none in readings without noise, or in cycles that are equal to the last digit', () => {
    const measured = measuredKind('noise-free');
    const equal = {
      ...measured,
      set: measured.set.map(() => measured.set[0].slice()),
      reset: measured.reset.map(() => measured.reset[0].slice()),
    };
    for (const diagnosis of [diagnosed(measured), diagnosed(equal)]) {
      for (const part of [...NOISE_PARTS, 'readLike'] as const)
        for (const end of ['value', 'low', 'high'] as const)
          expect(Math.sqrt(diagnosis.split[part][end])).toBeLessThan(1e-9);
      expect(Object.values(diagnosis.branches).some(({ telegraph }) => telegraph.found)).toBe(false);
      const { structures, noise, sentence } = adviceOn(diagnosis);
      expect([structures, noise]).toEqual([['none'], 'none']);
      expect(sentence).toBe('Simulate noise: none. The readings repeat from cycle to cycle.');
    }
  });
});

describe('what a measurement cannot show', () => {
  it('is said of one cycle: no misfit, no slow noise, no intervals of what needs cycles', () => {
    const diagnosis = diagnosed(measuredKind('one-cycle-white'));
    const { branches, correlation, spectrum, split } = diagnosis;
    for (const { misfit, noise } of Object.values(branches)) {
      expect(misfit).toBeUndefined();
      expect(noise.cycles).toBe(1);
    }
    for (const { interval } of [...correlation, spectrum.slope]) expect(interval).toBeUndefined();
    expect(Math.abs(spectrum.slope.value)).toBeLessThan(1);
    expect(Math.sqrt(split.white.low)).toBeLessThan(0.02);
    expect(Math.sqrt(split.white.high)).toBeGreaterThan(0.02);
    // What it does not know is a wide interval.
    expect(split.accumulating.low).toBe(0);
    expect(Math.sqrt(split.accumulating.high)).toBeGreaterThan(0.003);
    expect(adviceOn(diagnosis).sentence).toMatch(
      /With one cycle, slow noise and a curve .* look alike: .* Measure three cycles or more\.$/,
    );
  });

  it('is the other polarity, if only one was measured', () => {
    const both = measuredKind('white');
    const whole = diagnoseNoise(both);
    for (const [polarity, other] of [
      ['set', 'reset'],
      ['reset', 'set'],
    ] as const) {
      const { branches, split } = diagnoseNoise({ ...both, [other]: [] });
      expect(Object.keys(branches)).toEqual([polarity]);
      // The window of one polarity has other ends.
      const [own, same] = [split.white.value, whole.branches[polarity]!.split.white.value];
      expect(Math.abs(own / same - 1)).toBeLessThan(0.1);
    }
  });
});

describe('the diagnosis of a device', () => {
  it('depends on its readings alone, not on its name', () => {
    const measured = measuredKind('white-accumulating');
    const { measured: _own, ...named } = diagnoseNoise(measured);
    const { measured: _other, ...renamed } = diagnoseNoise({ ...measured, device: 'another name' });
    expect(renamed).toEqual(named);
  });

  it('does not depend on the order of the cycles, nor on the unit', () => {
    const measured = measuredKind('white-pink');
    const { split } = diagnoseNoise(measured);
    const turned = { ...measured, set: measured.set.toReversed(), reset: measured.reset.toReversed() };
    const nano = {
      ...measured,
      set: measured.set.map((branch) => branch.map((siemens) => 1e-3 * siemens)),
      reset: measured.reset.map((branch) => branch.map((siemens) => 1e-3 * siemens)),
    };
    for (const other of [diagnoseNoise(turned), diagnoseNoise(nano)])
      for (const part of [...NOISE_PARTS, 'readLike'] as const)
        for (const end of ['value', 'low', 'high'] as const) {
          const scale = split.readLike.value;
          expect(Math.abs(other.split[part][end] - split[part][end]) / scale, part).toBeLessThan(1e-4);
        }
  });
});

describe('the spectrum', () => {
  it('of white noise is flat at twice its variance, from 8 half waves a branch up', () => {
    const diagnosis = diagnosed(measuredKind('white'));
    const { frequency, density } = diagnosis.spectrum;
    expect(frequency[0]).toBeCloseTo(8 / 402, 12);
    expect(frequency.at(-1)).toBeCloseTo(200 / 402, 12);
    const scale = 2 * inMeasuredWindow(0.02, diagnosis);
    expect(Math.abs(meanOf(density) / scale - 1)).toBeLessThan(0.06);
    expect(Math.abs(meanOf(density.subarray(0, 40)) / scale - 1)).toBeLessThan(0.15);
  });

  it.each(['white-pink', 'white-accumulating', 'accumulating'])(
    'is the sum of the fitted parts: %s',
    (name) => {
      const { spectrum, branches, split } = diagnosed(measuredKind(name));
      const parts = partDensities(branches.set!.noise, split);
      const told = parts.white.map((value, k) => value + parts.pink[k] + parts.accumulating[k]);
      expect(told.length).toBe(spectrum.density.length);
      // Octave by octave, each of which averages over many modes and cycles.
      for (const [from, to] of [
        [0, 16],
        [16, 48],
        [48, 193],
      ]) {
        const ratios = spectrum.density.map((density, k) => density / told[k]);
        const ratio = meanOf(ratios.subarray(from, to));
        expect(Math.abs(ratio - 1), `${from}`).toBeLessThan(0.25);
      }
    },
  );

  it('of branches of unlike length is that of the longest', () => {
    const measured = measuredKind('white');
    const short = {
      ...measured,
      resetPulses: 120,
      reset: measured.reset.map((branch) => branch.slice(0, 121)),
    };
    const { spectrum, correlation } = diagnoseNoise(short);
    expect(spectrum.frequency.length).toBe(193);
    expect(Math.abs(correlation[0].value + 0.5)).toBeLessThan(0.05);
  });
});
