// What memloop finds in one synthetic device: the one place of the bench that calls it.
import { noiseRecord } from '../../dist/src/cli/output/noise-record.js';
import { diagnoseNoise } from '../../dist/devices/diagnosis/diagnose-noise.js';
import { withoutBadReadings } from '../../dist/devices/fitting/bad-readings.js';
import { characterisation } from '../../dist/devices/fitting/characterisation.js';
import { SPAN } from './synthetic-device.mjs';

/** Parts of the noise in the order of the table. */
export const PARTS = ['white', 'pink', 'readLike', 'accumulating', 'height', 'lowDwell', 'highDwell'];

/** { estimates by part: { value, interval? }, named: parts that the advice says to simulate (read, pulse, telegraph), seconds }, or { refused }. */
export function assess(recorded) {
  const start = process.cpuUsage();
  try {
    const found = foundIn(recorded);
    const { user, system } = process.cpuUsage(start);
    return { ...found, seconds: (user + system) / 1e6 };
  } catch (error) {
    return { refused: error.message, seconds: 0 };
  }
}

function foundIn(recorded) {
  const { measured } = withoutBadReadings(characterisation(recorded, recorded.device));
  const { parts, telegraph, advice, windowSiemens } = noiseRecord([diagnoseNoise(measured)]).devices[0];
  const { height, lowDwell, highDwell } = telegraph.steps ?? {};
  const sizes = { ...parts.both, ...(height && { height }) };
  const scaled = Object.entries(sizes).map(([part, estimate]) => [
    part,
    inTrueWindow(estimate, windowSiemens / SPAN),
  ]);
  return {
    estimates: { ...Object.fromEntries(scaled), ...(height && { lowDwell, highDwell }) },
    named: advice.structures.filter((name) => name !== 'none'),
  };
}

/** memloop's unit is the measured window, whose ends are noisy readings; the unit of the truth is the true one. */
function inTrueWindow({ value, interval }, window) {
  return { value: value * window, ...(interval && { interval: interval.map((end) => end * window) }) };
}
