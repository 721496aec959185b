import { BANDS } from '../../../src/voice/features/frames.js';
import { networkOf, type Detector, type DetectorSettings } from '../../../src/voice/detector/detector.js';
import type { Sound } from '../../../src/voice/wav/sound.js';

/**
 * A detector whose decisions follow from its definition: its one neuron spikes where more than half of the bands are 6 dB above their running
 * mean. The output is 4 where it spikes and −4 elsewhere.
 */
export function loudDetector(changed: Partial<DetectorSettings> = {}): Detector {
  const settings: DetectorSettings = {
    bins: 2,
    neurons: [1],
    leak: 0,
    outputLeak: 0,
    delay: 0,
    smoothing: 1,
    ...changed,
  };
  const parameters = new Float64Array(networkOf(settings).size);
  // Rows: quiet and loud of each band, the neuron's own spike, then the output's row and its bias.
  for (let band = 0; band < BANDS; band++) parameters[2 * band + 1] = 2 / BANDS;
  parameters.set([0, 8, -4], 2 * BANDS);
  const edges = { bands: BANDS, bins: 2, edges: new Float32Array(BANDS).fill(6) };
  return { settings, edges, parameters, threshold: 0.5, source: 'made by hand' };
}

/** Faint noise, with noise that is 40 dB louder between some times. @param bursts in s */
export function burstSound(seconds: number, bursts: readonly [number, number][], sampleRate = 8000): Sound {
  let state = 1;
  const samples = Float32Array.from({ length: seconds * sampleRate }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const time = i / sampleRate;
    const loud = bursts.some(([from, to]) => time >= from && time < to);
    return (loud ? 0.2 : 0.002) * (state / 2 ** 31 - 1);
  });
  return { sampleRate, samples };
}
