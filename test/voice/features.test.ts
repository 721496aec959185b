import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { binCode, binEdges } from '../../src/voice/features/bins.js';
import { FrameStream, framesOf } from '../../src/voice/features/frame-stream.js';
import { LogMel } from '../../src/voice/features/log-mel.js';

function noise(length: number, size = 0.1): Float32Array {
  const values = new Float64Array(length);
  new RandomStream('features').normals(values, length);
  return Float32Array.from(values, (value) => size * value);
}

/** The same by the definition: a plain Fourier sum over padded samples, and triangles in mel. */
function bandsByDefinition(samples: Float32Array, rate: number, size: number): number[] {
  const window = samples.length;
  const mean = samples.reduce((sum, value) => sum + value, 0) / window;
  const shape = Array.from({ length: window }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / window) ** 2);
  const energy = shape.reduce((sum, value) => sum + value * value, 0);
  const power = Array.from({ length: size / 2 + 1 }, (_, line) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < window; i++) {
      const angle = (2 * Math.PI * line * i) / size;
      re += (samples[i] - mean) * shape[i] * Math.cos(angle);
      im -= (samples[i] - mean) * shape[i] * Math.sin(angle);
    }
    return (2 * (re * re + im * im)) / (rate * energy);
  });
  const mel = (hertz: number) => 2595 * Math.log10(1 + hertz / 700);
  const step = mel(4000) / 33;
  return Array.from({ length: 32 }, (_, b) => {
    let [sum, weights] = [0, 0];
    for (const [line, value] of power.entries()) {
      const hertz = (line * rate) / size;
      const edges = [b, b + 1, b + 2].map((edge) => 700 * (10 ** ((edge * step) / 2595) - 1));
      const weight = Math.max(
        0,
        Math.min((hertz - edges[0]) / (edges[1] - edges[0]), (edges[2] - hertz) / (edges[2] - edges[1])),
      );
      sum += weight * value;
      weights += weight;
    }
    return 10 * Math.log10((1000 * sum) / weights + 1e-11);
  });
}

describe('log-mel bands', () => {
  it.each([
    [8000, 200, 256],
    [16_000, 400, 512],
  ])('at %i Hz agree with a plain Fourier sum', (rate, window, size) => {
    const samples = noise(window + 37).subarray(37);
    const frame = new Float64Array(32);
    new LogMel(rate).fillBands(samples, 0, frame);
    const expected = bandsByDefinition(samples, rate, size);
    for (const [b, value] of expected.entries()) expect(frame[b]).toBeCloseTo(value, 9);
  });

  it('are the same for one sound at 8 and 16 kHz', () => {
    const sum = (rate: number) =>
      Float32Array.from({ length: rate / 40 }, (_, i) =>
        [300, 450, 1210, 2900].reduce(
          (all, hertz) => all + 0.1 * Math.sin((2 * Math.PI * hertz * (i + 0.5)) / rate),
          0,
        ),
      );
    const frames = [8000, 16_000].map((rate) => {
      const frame = new Float64Array(32);
      new LogMel(rate).fillBands(sum(rate), 0, frame);
      return frame;
    });
    for (let b = 0; b < 32; b++)
      if (frames[0][b] > -45) expect(Math.abs(frames[0][b] - frames[1][b])).toBeLessThan(0.2);
  });

  it('are −110 dB in silence', () => {
    const frame = new Float64Array(32);
    new LogMel(8000).fillBands(new Float32Array(200).fill(0.3), 0, frame);
    for (const value of frame) expect(value).toBeCloseTo(-110, 3);
  });
});

describe('frames', () => {
  it('come alike in pieces of any size', () => {
    const samples = noise(4000);
    const whole = framesOf({ sampleRate: 8000, samples });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 20 }), (sizes) => {
        const stream = new FrameStream(8000);
        const values: number[] = [];
        let at = 0;
        for (const size of [...sizes, samples.length]) {
          stream.push(samples.subarray(at, at + size), (frame) => values.push(...frame));
          at += size;
        }
        expect(Float32Array.from(values)).toEqual(whole.values);
      }),
      { numRuns: 20 },
    );
  });

  it('are one in 10 ms, and none of less than 25 ms', () => {
    expect(framesOf({ sampleRate: 8000, samples: noise(199) }).count).toBe(0);
    expect(framesOf({ sampleRate: 8000, samples: noise(200) }).count).toBe(1);
    expect(framesOf({ sampleRate: 16_000, samples: noise(16_000) }).count).toBe(98);
  });

  it('do not depend on the gain', () => {
    const [quiet, loud] = [0.01, 1].map((size) => framesOf({ sampleRate: 8000, samples: noise(8000, size) }));
    expect(quiet.values.every((value, i) => Math.abs(value - loud.values[i]) < 0.01)).toBe(true);
  });

  it('are the same after digital silence, which says nothing of the level of a recording', () => {
    const sound = noise(16_000);
    const joined = new Float32Array([...new Float32Array(16_000), ...sound]);
    const [alone, after] = [sound, joined].map((samples) => framesOf({ sampleRate: 8000, samples }));
    // The frames on the border hold both.
    const from = (after.count - alone.count + 3) * after.bands;
    const [late, own] = [after.values.slice(from), alone.values.slice(3 * alone.bands)];
    const apart = late.map((value, i) => Math.abs(value - own[i]));
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(2);
    expect(Math.max(...after.values.subarray(0, after.bands))).toBeLessThan(-40);
  });

  it('do not depend on what comes later', () => {
    const samples = noise(4000);
    const whole = framesOf({ sampleRate: 8000, samples });
    const part = framesOf({ sampleRate: 8000, samples: samples.subarray(0, 2000) });
    expect(part.values).toEqual(whole.values.subarray(0, part.values.length));
  });
});

describe('bins', () => {
  const frames = [3000, 5000].map((length) => framesOf({ sampleRate: 8000, samples: noise(length) }));
  const edges = binEdges(frames, 8);

  it('drive exactly one row of each band in a frame', () => {
    const { steps, start, row } = binCode(frames[0], edges);
    expect(steps).toBe(frames[0].count);
    for (let t = 0; t < steps; t++) {
      const rows = row.subarray(start[t], start[t + 1]);
      expect([...rows].map((each) => each >> 3)).toEqual(Array.from({ length: 32 }, (_, b) => b));
    }
    expect(start[steps]).toBe(row.length);
  });

  it('are equally frequent where they were learned, within two frames', () => {
    const counts = new Uint32Array(256);
    for (const each of frames) for (const row of binCode(each, edges).row) counts[row]++;
    const mean = (frames[0].count + frames[1].count) / 8;
    for (const count of counts) expect(Math.abs(count - mean)).toBeLessThan(2);
  });

  it('rise with the value', () => {
    const values = Float32Array.from({ length: 32 * 100 }, (_, i) => Math.floor(i / 32) - 50);
    const { row } = binCode({ count: 100, bands: 32, values }, edges);
    expect(row.every((each, i) => i < 32 || each >= row[i - 32])).toBe(true);
  });
});
