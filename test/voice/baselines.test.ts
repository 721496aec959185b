import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { energyScores } from '../../src/voice/baselines/energy-scores.js';
import { logisticScores, trainLogistic } from '../../src/voice/baselines/logistic-detector.js';
import { webrtcDetector } from '../../src/voice/baselines/webrtc-detector.js';
import { frameLabels } from '../../src/voice/corpus/interval.js';
import { framesOf } from '../../src/voice/features/frame-stream.js';
import type { Sound } from '../../src/voice/wav/sound.js';

/** Vowels of 110 Hz with two formants from 0.5 to 1.5 s, in weak white noise. */
function vowels(sampleRate: number): Sound {
  const noise = new Float64Array(2 * sampleRate);
  new RandomStream('vowels').normals(noise, noise.length);
  const samples = Float32Array.from(noise, (value, i) => {
    const time = i / sampleRate;
    let voice = 0;
    if (time >= 0.5 && time < 1.5)
      for (let k = 1; k < 28; k++) {
        const frequency = 110 * k;
        const size = 1 / (1 + ((frequency - 600) / 150) ** 2) + 0.5 / (1 + ((frequency - 1200) / 150) ** 2);
        voice +=
          0.1 *
          size *
          Math.sin(2 * Math.PI * frequency * time) *
          (1 + 0.5 * Math.sin(2 * Math.PI * 4 * time));
      }
    return 0.001 * value + voice;
  });
  return { sampleRate, samples };
}

const shareRight = (scores: Float32Array, labels: Uint8Array, threshold: number) =>
  scores.reduce((sum, score, t) => sum + (score > threshold === (labels[t] === 1) ? 1 : 0), 0) /
  labels.length;

describe.each([8000, 16_000])('baselines at %i Hz', (rate) => {
  const sound = vowels(rate);
  const frames = framesOf(sound);
  const labels = frameLabels([{ start: 0.5, end: 1.5 }], frames.count);

  it('have one score for each frame', async () => {
    expect(energyScores(sound)).toHaveLength(frames.count);
    expect((await webrtcDetector(3))(sound)).toHaveLength(frames.count);
    for (const length of [0, 1, rate / 40 - 1, rate / 40, rate / 40 + 13]) {
      const part = { sampleRate: rate, samples: sound.samples.subarray(0, length) };
      expect((await webrtcDetector(0))(part)).toHaveLength(framesOf(part).count);
    }
  });

  it('hear clear vowels', async () => {
    expect(shareRight(energyScores(sound), labels, 10)).toBeGreaterThan(0.95);
    expect(shareRight((await webrtcDetector(3))(sound), labels, 0.5)).toBeGreaterThan(0.85);
  });

  it('give the same a second time', async () => {
    const detector = await webrtcDetector(2);
    expect(detector(sound)).toEqual(detector(sound));
  });
});

describe('the WebRTC detector', () => {
  it('has four modes', async () => {
    await expect(webrtcDetector(4)).rejects.toThrow(
      'got the mode 4 of the WebRTC detector: expected 0, 1, 2 or 3',
    );
  });
});

describe('logistic regression', () => {
  const random = new RandomStream('logistic');
  const normals = (length: number) => {
    const values = new Float64Array(length);
    random.normals(values, length);
    return Float32Array.from(values);
  };
  /** Labels follow a weighted sum of the frame before and the frame itself. */
  function drawn(count: number) {
    const values = normals(2 * count).map((value, i) => (i % 2 === 0 ? 3 * value + 7 : value));
    const labels = Uint8Array.from({ length: count }, (_, t) => {
      const odds = t === 0 ? 0 : (2 * (values[2 * (t - 1)] - 7)) / 3 - values[2 * t + 1] + 0.5;
      return random.uniform() < 1 / (1 + Math.exp(-odds)) ? 1 : 0;
    });
    return { frames: { count, bands: 2, values }, labels };
  }
  const detector = trainLogistic([drawn(4000), drawn(4000)], 1);

  it('finds the weights that made the labels, within the error of 8000 frames', () => {
    const truth = new Float64Array(23);
    truth[4 * 2] = 2;
    truth[5 * 2 + 1] = -1;
    truth[22] = 0.5;
    for (const [i, weight] of detector.weights.entries())
      expect(Math.abs(weight - truth[i])).toBeLessThan(0.2);
  });

  it('gives the log-odds of each frame', () => {
    const { frames } = drawn(50);
    const scores = logisticScores(detector, frames);
    for (let t = 1; t < 45; t++) {
      const odds = (2 * (frames.values[2 * (t - 1)] - 7)) / 3 - frames.values[2 * t + 1] + 0.5;
      expect(Math.abs(scores[t] - odds)).toBeLessThan(1.5);
    }
  });
});
