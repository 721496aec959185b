import type { Estimate } from '../../../devices/noise-split/estimate.js';
import { inUnit, scaledUnit, type ScaledUnit } from '../../core/scaled-unit.js';
import type { NoiseRecord } from '../output/noise-record.js';
import { wrapped } from './wrapped.js';
import { textTable } from './text-table.js';

type DeviceRecord = NoiseRecord['devices'][number];

const header = (siemens: string) => [
  ['device', 'window', 'white', '', '1/f-like', '', 'accumulating', '', 'ρ(1)', 'slope', 'telegraph'],
  ['', siemens, '%', '[95 %]', '%', '[95 %]', '%/pulse', '[95 %]', '', '', 'evidence'],
];

const LEGEND = [
  '%: of the window, root mean square of SET and RESET; a part whose interval begins at 0 may not be there',
  'ρ(1): correlation of successive increments: −0.5 for white read noise, 0 for accumulating noise',
  'slope: of the spectrum in its lowest decade: 0 for white noise, −1 for 1/f noise',
  'evidence: ln of the likelihood of two levels over that of noise without them; 15 or more count as found',
];

/** The result of `memloop noise` as text: advice in sentences first, then one row per device. */
export function noiseTable({ devices, pooled }: NoiseRecord, width: number): string {
  const unit = scaledUnit(
    'S',
    devices.map(({ windowSiemens }) => windowSiemens),
  );
  const advice = devices.map(({ device, advice }) => `${device}: ${advice.sentence}`);
  const steps = devices.flatMap((device) => stepSentences(device));
  const several =
    devices.length > 1 ? [`All devices (${pooledParts(pooled)}): ${pooled.advice.sentence}`] : [];
  const accumulating = devices.filter(({ advice }) => advice.parts.includes('accumulating')).length;
  const found = `Of ${devices.length} devices, ${accumulating} have accumulating noise and ${pooled.telegraph.found} telegraph steps.`;
  return [
    ...lines([...several, ...(devices.length > 1 ? [found, ''] : []), ...advice, ...steps, ''], width),
    textTable([...header(unit.name), ...devices.map((device) => rowOf(device, unit))], { width, heads: 2 }),
    '\n',
    ...lines(LEGEND, width),
  ].join('');
}

/** Sentences as lines of at most so many characters. */
function lines(sentences: readonly string[], width: number): string[] {
  return sentences.flatMap((one) => (one === '' ? ['\n'] : wrapped(one, width).map((line) => `${line}\n`)));
}

function rowOf({ device, windowSiemens, parts, ...record }: DeviceRecord, unit: ScaledUnit): string[] {
  const { both } = parts;
  return [
    device,
    inUnit(windowSiemens, unit),
    ...cells(both.white, percent),
    ...cells(both.pink, percent),
    ...cells(both.accumulating, percent),
    hundredths(record.incrementCorrelation[0].value),
    hundredths(record.lowFrequencySlope.value),
    `${record.telegraph.found ? 'found' : 'none'} ${record.telegraph.evidence.toFixed(0)}`,
  ];
}

function pooledParts({ parts, units }: NoiseRecord['pooled']): string {
  const shares = [
    `white ${words(parts.white, percent)} %`,
    `1/f-like ${words(parts.pink, percent)} %`,
    `accumulating ${words(parts.accumulating, percent)} % per pulse`,
  ];
  return `${shares.join(', ')}, 95 % intervals over ${units}`;
}

function stepSentences({ device, telegraph: { steps } }: DeviceRecord): string[] {
  if (!steps) return [];
  const { count, height, heightSiemens, lowDwell, highDwell, periodSeconds } = steps;
  const unit = scaledUnit('S', [heightSiemens.value]);
  const seconds = periodSeconds === undefined ? '' : ` of ${Number((periodSeconds * 1e3).toPrecision(3))} ms`;
  const high = `${words(heightSiemens, (siemens) => inUnit(siemens, unit))} ${unit.name}, ${words(height, percent)} % of the window`;
  const long = `${words(lowDwell, (readings) => readings.toFixed(1))} and ${words(highDwell, (readings) => readings.toFixed(1))} readings${seconds}`;
  return [
    `${device}: ${count} telegraph steps of ${high}. The lower and the upper level last ${long} on average. The table is without them.`,
  ];
}

function words(estimate: Estimate, write: (value: number) => string): string {
  return cells(estimate, write).join(' ').trimEnd();
}

function cells({ value, interval }: Estimate, write: (value: number) => string): string[] {
  return [write(value), interval ? `[${interval.map(write).join(', ')}]` : ''];
}

/** With two decimals; below 0.1 % with two digits. */
function percent(share: number): string {
  const value = 100 * share;
  return value === 0 || value >= 0.1 || value < 5e-4 ? value.toFixed(2) : value.toPrecision(2);
}

/** With two decimals; – where readings repeat exactly or are too few, and there is none. */
function hundredths(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(2).replace('-', '−');
}
