import type { Estimate } from '../../../devices/diagnosis/estimate.js';
import type { NoiseRecord } from '../output/noise-record.js';
import { textTable } from './text-table.js';

type DeviceRecord = NoiseRecord['devices'][number];

const HEADER = [
  ['device', 'window', 'white', '', '1/f-like', '', 'accumulating', '', 'ρ(1)', '', 'slope', '', 'telegraph'],
  ['', 'µS', '%', '[95 %]', '%', '[95 %]', '%/pulse', '[95 %]', '', '[95 %]', '', '[95 %]', 'false alarm'],
];

const LEGEND =
  '%: of the window, SET and RESET pooled\n' +
  'ρ(1): correlation of successive increments: −0.5 for white read noise, 0 for accumulating noise\n' +
  'slope: of the spectrum in its lowest decade: 0 for white noise, −1 for 1/f noise\n' +
  'false alarm: share of simulations without telegraph steps that look at least as step-like\n';

/** The result of `memloop noise` as text: one row per device, then telegraph steps and advice in sentences. */
export function noiseTable({ devices, pooled }: NoiseRecord): string {
  const steps = devices.flatMap((device) => stepSentences(device));
  const advice = devices.map(({ device, advice }) => `${device}: ${advice.sentence}\n`);
  const { found, expectedByChance } = pooled.telegraph;
  const summary = `Telegraph steps in ${found} of ${devices.length} ${devices.length === 1 ? 'device' : 'devices'}, where ${expectedByChance.toFixed(2)} are expected by chance.`;
  return [
    textTable([...HEADER, ...devices.map(rowOf)]),
    `\n${LEGEND}\n`,
    ...steps,
    ...advice,
    `\nAll devices (${pooledParts(pooled)}): ${pooled.advice.sentence} ${summary}\n`,
  ].join('');
}

function rowOf({ device, windowSiemens, parts, ...record }: DeviceRecord): string[] {
  const { both } = parts;
  return [
    device,
    (windowSiemens * 1e6).toFixed(2),
    ...cells(both.white, percent),
    ...cells(both.pink, percent),
    ...cells(both.accumulating, percent),
    ...cells(record.incrementCorrelation[0], hundredths),
    ...cells(record.lowFrequencySlope, hundredths),
    `${record.telegraph.found ? 'found' : 'none'} ${record.telegraph.falseAlarm.toFixed(2)}`,
  ];
}

function pooledParts({ parts, units }: NoiseRecord['pooled']): string {
  const shares = [
    `white ${words(parts.white, percent)} %`,
    `1/f-like ${words(parts.pink, percent)} %`,
    `accumulating ${words(parts.accumulating, percent)} % per pulse`,
  ];
  return `${shares.join(', ')}${parts.white.interval ? `, 95 % intervals over ${units}` : ''}`;
}

function stepSentences({ device, telegraph: { steps } }: DeviceRecord): string[] {
  if (!steps) return [];
  const { count, height, heightSiemens, lowDwell, highDwell, periodSeconds } = steps;
  const seconds = periodSeconds === undefined ? '' : ` of ${Number((periodSeconds * 1e3).toPrecision(3))} ms`;
  const high = `${words(heightSiemens, (siemens) => (siemens * 1e6).toFixed(2))} µS, ${words(height, percent)} % of the window`;
  const long = `${words(lowDwell, (readings) => readings.toFixed(1))} and ${words(highDwell, (readings) => readings.toFixed(1))} readings${seconds}`;
  return [
    `${device}: ${count} telegraph steps of ${high}. The lower and upper level last ${long} on average. The table counts the steps as 1/f-like or accumulating noise.\n`,
  ];
}

function words(estimate: Estimate, write: (value: number) => string): string {
  return cells(estimate, write).join(' ').trimEnd();
}

function cells({ value, interval }: Estimate, write: (value: number) => string): string[] {
  return [write(value), interval ? `[${interval.map(write).join(', ')}]` : ''];
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function hundredths(value: number): string {
  return value.toFixed(2).replace('-', '−');
}
