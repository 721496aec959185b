import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/core/errors.js';
import { asInFile, detectorText, parseDetector } from '../../../src/voice/detector/detector-file.js';
import { defaultSettings, networkOf, type Detector } from '../../../src/voice/detector/detector.js';
import { BANDS } from '../../../src/voice/features/frames.js';
import { loudDetector } from './loud-detector.js';

/** Detectors of any shape, with more digits than a file has. */
const detectors = fc
  .record({
    bins: fc.integer({ min: 2, max: 5 }),
    neurons: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 }),
    delay: fc.nat(20),
    half: fc.nat(10),
    weights: fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 9 }),
    source: fc.string(),
  })
  .map(({ bins, neurons, delay, half, weights, source }): Detector => {
    const settings = { ...defaultSettings, bins, neurons, delay, smoothing: 2 * half + 1 };
    const drawn = Float64Array.from({ length: networkOf(settings).size }, (_, i) => weights[i % weights.length]);
    const edges = Float32Array.from({ length: BANDS * (bins - 1) }, (_, i) => i / 3);
    return { settings, edges: { bands: BANDS, bins, edges }, parameters: drawn, threshold: 0.25, source };
  }); // prettier-ignore

describe('the file of a detector', () => {
  it('comes back as it is judged, with rounded weights and edges', () => {
    fc.assert(
      fc.property(detectors, (detector) => {
        const back = parseDetector(detectorText(detector), 'detector.json');
        expect(back).toEqual(asInFile(detector));
        expect(asInFile(back)).toEqual(back);
        for (const [of, from] of [
          [back.edges.edges, detector.edges.edges],
          [back.parameters, detector.parameters],
        ])
          expect(of.every((value, i) => Math.abs(value - from[i]) <= 5.1e-5 * Math.abs(from[i]))).toBe(true);
        expect(detectorText(back)).toBe(detectorText(detector));
      }),
      { numRuns: 30 },
    );
  });

  const written = JSON.parse(detectorText(loudDetector())) as Record<string, unknown> & {
    weights: number[][][];
    edges: number[][];
  };
  const faults: [string, string, RegExp][] = [
    ['no JSON', 'hello', /no detector: expected a detector\.json of memloop vad train/],
    ['another JSON', '{"name": "x"}', /no detector \(memloopDetector: /],
    ['a threshold above 1', JSON.stringify({ ...written, threshold: 2 }), /\(threshold: /],
    ['a mean over an even number of frames', JSON.stringify({ ...written, settings: { ...loudDetector().settings, smoothing: 10 } }), /\(settings\.smoothing: expected an odd number\)/],
    ['edges of a band left out', JSON.stringify({ ...written, edges: written.edges.slice(1) }), /edges of another size: expected 1 for each of 32 bands/],
    ['a layer left out', JSON.stringify({ ...written, weights: written.weights.slice(1) }), /weights of 1 layers: expected 2/],
    ['a row left out', JSON.stringify({ ...written, weights: [written.weights[0].slice(1), written.weights[1]] }), /layer 1: expected 65 rows of 1/],
  ]; // prettier-ignore

  it.each(faults)('is refused in one sentence with %s', (_, text, sentence) => {
    const refusal = () => parseDetector(text, 'mine.json');
    expect(refusal).toThrow(UsageError);
    expect(refusal).toThrow(sentence);
    expect(refusal).toThrow(/^mine\.json: [^\n]*$/);
  });
});
