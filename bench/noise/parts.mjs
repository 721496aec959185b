// The parts of the noise: each gives the error of every reading of a measurement, in units of the window.
import { oneOverF } from './one-over-f.mjs';

/** Longest period of the 1/f noise made in frequency, in readings: about five branches of 200 pulses. */
export const LONGEST_PERIOD = 1024;
/** Memories of the 1/f-like noise that memloop simulates, in reads. */
const MEMORIES = [2, 8, 32];

/** Independent from reading to reading. */
export function white(random, readings, deviation) {
  return Float64Array.from({ length: readings }, () => deviation * random.normal());
}

/** 1/f noise made in frequency. */
export function fourier(random, readings, deviation) {
  return oneOverF(random, readings, LONGEST_PERIOD, deviation);
}

/** 1/f-like noise as memloop models it: a sum of Ornstein–Uhlenbeck processes of equal variance. */
export function pink(random, readings, deviation) {
  const sum = new Float64Array(readings);
  for (const memory of MEMORIES) {
    const kept = Math.exp(-1 / memory);
    const fresh = Math.sqrt(1 - kept * kept);
    let state = random.normal();
    for (let i = 0; i < readings; i++) {
      sum[i] += (deviation * state) / Math.sqrt(MEMORIES.length);
      state = kept * state + fresh * random.normal();
    }
  }
  return sum;
}

/** Switches between 0 and a height; at each reading the chance to leave a level is 1 / dwell. */
export function telegraph(random, readings, { height, lowDwell, highDwell }) {
  let high = random.uniform() < highDwell / (lowDwell + highDwell);
  return Float64Array.from({ length: readings }, () => {
    const level = high ? height : 0;
    if (random.uniform() < 1 / (high ? highDwell : lowDwell)) high = !high;
    return level;
  });
}

/** Each pulse leaves an error in the device; every branch starts from its curve. */
export function accumulating(random, branches, pulses, deviation) {
  const walk = new Float64Array(branches * (pulses + 1));
  for (let branch = 0; branch < branches; branch++)
    for (let pulse = 1, at = branch * (pulses + 1) + 1; pulse <= pulses; pulse++, at++)
      walk[at] = walk[at - 1] + deviation * random.normal();
  return walk;
}
