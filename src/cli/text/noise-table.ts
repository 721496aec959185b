import type { Estimate } from '../../../devices/diagnosis/estimate.js';
import type { NoiseRecord } from '../output/noise-record.js';
import { textTable } from './text-table.js';

type DeviceRecord = NoiseRecord['devices'][number];

const HEADER = [
  ['device', 'window', 'white', '', '1/f-like', '', 'accumulating', '', 'ρ(1)', '', 'slope', '', 'telegraph'],
  ['', 'µS', '%', '[95 %]', '%', '[95 %]', '%/pulse', '[95 %]', '', '[95 %]', '', '[95 %]', 'false alarm'],
];

const LEGEND =
  '%: of the window, SET and RESET together; ρ(1): correlation of successive increments, −0.5 for white read noise, 0 for accumulating;\n' +
  'slope: of the spectrum in its lowest decade, 0 for white, −1 for 1/f; false alarm: chance of as much evidence without telegraph steps.\n';

/** What `memloop noise` says, as text: a row a device, then telegraph steps and advice in sentences. */
export function noiseTable({ devices, pooled }: NoiseRecord): string {
  const steps = devices.flatMap((device) => stepSentences(device));
  const advice = devices.map(({ device, advice }) => `${device}: ${advice.sentence}\n`);
  const { found, expectedByChance } = pooled.telegraph;
  const together = `Telegraph steps in ${found} of ${devices.length} ${devices.length === 1 ? 'device' : 'devices'}, where chance alone would find ${expectedByChance.toFixed(2)}.`;
  return [
    textTable([...HEADER, ...devices.map(rowOf)]),
    `\n${LEGEND}\n`,
    ...steps,
    ...advice,
    `\nAll together (${pooledParts(pooled)}): ${pooled.advice.sentence} ${together}\n`,
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
  const told = [
    `white ${words(parts.white, percent)} %`,
    `1/f-like ${words(parts.pink, percent)} %`,
    `accumulating ${words(parts.accumulating, percent)} % per pulse`,
  ];
  return `${told.join(', ')}${parts.white.interval ? `, 95 % intervals over ${units}` : ''}`;
}

function stepSentences({ device, telegraph: { steps } }: DeviceRecord): string[] {
  if (!steps) return [];
  const { count, height, heightSiemens, lowDwell, highDwell, periodSeconds } = steps;
  const seconds = periodSeconds === undefined ? '' : ` of ${Number((periodSeconds * 1e3).toPrecision(3))} ms`;
  const high = `${words(heightSiemens, (siemens) => (siemens * 1e6).toFixed(2))} µS, ${words(height, percent)} % of the window`;
  const long = `${words(lowDwell, (readings) => readings.toFixed(1))} and ${words(highDwell, (readings) => readings.toFixed(1))} readings${seconds}`;
  return [
    `${device}: ${count} telegraph steps of ${high}; its lower and upper level last ${long} on average; the split counts them as 1/f-like or accumulating.\n`,
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
