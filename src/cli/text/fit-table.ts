import type { Polarity } from '../../../devices/vcm/response-curve.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { DeviceFits } from '../../../devices/fitting/fit-devices.js';
import { deviationOf, type Estimate } from '../../../devices/noise-split/estimate.js';
import { inUnit, scaledUnit, type ScaledUnit } from '../../core/scaled-unit.js';
import { wrapped } from './wrapped.js';
import { textTable } from './text-table.js';

const header = (siemens: string) => [
  [
    'device',
    '',
    'role',
    'N',
    'G0',
    'G1',
    'a',
    '± s.e.',
    'b',
    '± s.e.',
    'R²',
    'σ',
    'read-like',
    '',
    'accumulating',
    '',
  ],
  [
    '',
    '',
    '',
    'pulses',
    siemens,
    siemens,
    '1/pulse',
    '',
    '1/pulse',
    '',
    '',
    '%',
    '%',
    '[95 %]',
    '%/pulse',
    '[95 %]',
  ],
];

/** Multiple of a parameter above which its standard error says that nothing is known of it. */
const UNKNOWN = 100;

/** Fitted devices as a table of at most so many columns: two rows per device, with noise in percent of the window. */
export function fitTable({ devices }: Pick<DeviceFits, 'devices'>, width: number): string {
  const unit = scaledUnit(
    'S',
    devices.map(({ highestSiemens }) => highestSiemens),
  );
  const rows = devices.flatMap((fit) => [rowOf(fit, 'set', unit), rowOf(fit, 'reset', unit)]);
  const legend =
    's.e.: standard error, with cycles as independent units (of one cycle: its readings; it cannot show how cycles differ); R²: of the mean curve; σ: mean over cycles, each from its own fit';
  const table = textTable([...header(unit.name), ...rows], { width, heads: 2, names: 2 });
  return [table, ...wrapped(`${legend}; %: of the window G1 − G0.`, width), ''].join('\n');
}

function rowOf(fit: DeviceFit, polarity: Polarity, unit: ScaledUnit): string[] {
  const { a, b } = fit.mean[polarity];
  const { rSquared, standardErrors } = fit.goodness![polarity];
  const errors = standardErrors?.byCycle ?? standardErrors;
  return [
    polarity === 'set' ? fit.device : '',
    polarity.toUpperCase(),
    ...(polarity === 'set' ? identity(fit, unit) : ['', '', '', '']),
    a.toFixed(5),
    errorCell(errors?.a, a, 5),
    b.toFixed(4),
    errorCell(errors?.b, b, 4),
    rSquared.toFixed(3),
    percent(fit.noise[polarity]),
    ...noiseCells(fit, polarity),
  ];
}

/** A standard error; none where the fit says nothing of the parameter. */
function errorCell(error: number | undefined, value: number, decimals: number): string {
  if (error === undefined || error > UNKNOWN * Math.abs(value)) return '–';
  return error.toFixed(decimals);
}

function identity(fit: DeviceFit, unit: ScaledUnit): string[] {
  const { role, pulses, lowestSiemens, highestSiemens } = fit;
  const conductances = [lowestSiemens, highestSiemens].map((siemens) => inUnit(siemens, unit));
  return [role ?? '–', String(pulses), ...conductances];
}

function noiseCells({ noise }: DeviceFit, polarity: Polarity): string[] {
  const { white, pink, accumulating, intervals } = noise;
  return [
    percent(Math.hypot(white[polarity], pink[polarity])),
    bracketed(intervals?.readLike?.[polarity]),
    percent(accumulating[polarity]),
    bracketed(intervals?.accumulating[polarity]),
  ];
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function bracketed(interval: number[] | undefined): string {
  return interval ? `[${interval.map(percent).join(', ')}]` : '';
}

/** The noise of all branches together, as a sentence in lines of at most so many columns. */
export function noiseLines({ readLike, accumulating, units }: DeviceFits['pooled'], width: number): string {
  const read = withInterval(deviationOf(readLike));
  const rest = withInterval(deviationOf(accumulating));
  const sentence = `Readings are off by ${read} % of the window (read-like noise), and each pulse leaves an error of ${rest} % (accumulating noise): root mean square of all branches, 95 % intervals over ${units}.`;
  return `${wrapped(sentence, width).join('\n')}\n`;
} // prettier-ignore

function withInterval({ value, interval }: Estimate): string {
  return `${percent(value)} ${bracketed(interval)}`.trimEnd();
}
