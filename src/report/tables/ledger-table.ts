import type { ConditionSummary, Estimate, Summary } from '../../runs/summary.js';
import { whyNoInterval } from '../page/caption.js';
import { conditionName, htmlTable } from '../page/html.js';

const NOTHING = { mean: null, interval: null };

/** One line of the ledger: its heading, its unit, and how to get a condition's mean with its interval. */
interface Line {
  heading: string;
  unit?: string;
  of: (condition: ConditionSummary) => { mean: number | null; interval: Estimate['interval'] };
}

const LINES: Line[] = [
  { heading: 'SET pulses', of: ({ ledger }) => ({ mean: ledger.set, interval: ledger.intervals.set }) },
  { heading: 'RESET pulses', of: ({ ledger }) => ({ mean: ledger.reset, interval: ledger.intervals.reset }) },
  { heading: 'reads', of: ({ ledger }) => ({ mean: ledger.reads, interval: ledger.intervals.reads }) },
  {
    heading: 'energy',
    unit: 'J',
    of: ({ ledger }) => ({ mean: ledger.joules, interval: ledger.intervals.joules }),
  },
  {
    heading: 'device time',
    unit: 's',
    of: ({ ledger }) => ({ mean: ledger.deviceSeconds, interval: ledger.intervals.deviceSeconds }),
  },
  { heading: 'wear (pulses, worst device)', of: ({ ledger }) => ledger.wear },
  { heading: 'runs in a life of 1,000,000 pulses', of: ({ ledger }) => runsInLife(ledger.wear) },
  { heading: 'devices per weight', of: ({ ledger }) => ({ mean: ledger.devicesPerWeight, interval: null }) },
  {
    heading: 'digital words per weight',
    of: ({ ledger }) => ({ mean: ledger.digitalWordsPerWeight, interval: null }),
  },
  { heading: 'value error', of: ({ valueError }) => valueError ?? { mean: null, interval: null } },
];

/** Pulses that a device is taken to bear: a round number, to be scaled to the device at hand. */
const LIFE = 1e6;

/** How many such runs the most worn device bears; nothing where it gets no pulses. */
function runsInLife({ mean, interval }: ConditionSummary['ledger']['wear']): ReturnType<Line['of']> {
  if (mean === null || mean === 0) return NOTHING;
  const ends =
    interval && interval[0] > 0 ? ([LIFE / interval[1], LIFE / interval[0]] as [number, number]) : null;
  return { mean: LIFE / mean, interval: ends };
}

/** Lines about converters, where a condition has any. */
const CONVERSION_LINES: Line[] = [
  { heading: 'conversions', of: ({ ledger }) => ledger.conversions?.count ?? NOTHING },
  { heading: 'clipped values', of: ({ ledger }) => ledger.conversions?.clipped ?? NOTHING },
  {
    heading: 'energy of conversions',
    unit: 'J',
    of: ({ ledger }) => ledger.conversions?.joules ?? NOTHING,
  },
  {
    heading: 'time of conversions',
    unit: 's',
    of: ({ ledger }) => ledger.conversions?.seconds ?? NOTHING,
  },
];

/** What learning cost, as an HTML table with one column per condition, and what its lines mean. */
export function ledgerTable({ conditions, seeds }: Summary): string {
  const converts = conditions.some(({ ledger }) => ledger.conversions);
  const table = htmlTable(
    caption(seeds),
    ['', ...conditions.map(({ name }) => conditionName(name))],
    [...LINES, ...(converts ? CONVERSION_LINES : [])].map((line) => {
      const cells = conditions.map(line.of);
      const { prefix, size } = line.unit ? unitFor(cells.map(({ mean }) => mean ?? 0)) : plain;
      const heading = line.unit ? `${line.heading} (${prefix}${line.unit})` : line.heading;
      return [heading, ...cells.map(({ mean, interval }) => cell(mean, interval, size))];
    }),
  );
  return `${table}\n<p class="quiet">${MEANING}${converts ? CONVERSIONS : ''}${unknownCosts(conditions)}</p>`;
}

function caption(seeds: number): string {
  if (seeds === 1) return 'One seed.';
  const why = whyNoInterval(seeds);
  return why ? `Means per run. ${why}` : 'Means per run ± half of the 95 % interval over seeds.';
}

const MEANING =
  'A pulse takes the energy V² G t, at the voltage and width with which its device was measured. A read takes V² G t at the read voltage; we assume 1 µs. A device that bears ten times 1,000,000 pulses lives ten times as many runs. Device time is the sum of the widths of all pulses and reads. The value error compares the critic in the devices with the true value of the learned policy (root mean square); it is empty where the policy of a seed never ends and so has no finite value.';

const CONVERSIONS =
  ' Energy contains that of conversions: 2^bits levels at the femtojoules of the array’s settings. A clipped value lay beyond the range of its converter. – in these lines means ideal converters.';

function unknownCosts(conditions: ConditionSummary[]): string {
  return conditions.some(({ ledger }) => ledger.joules === null)
    ? ' – means not known: the device file does not say with which pulses its devices were measured.'
    : '';
}

function cell(mean: number | null, interval: Estimate['interval'], size: number): string {
  if (mean === null) return '–';
  const reach = interval ? (interval[1] - interval[0]) / 2 : 0;
  return amount(mean / size) + (reach > 0 ? ` ± ${amount(reach / size)}` : '');
}

/** A whole number from 1000 on, three digits below. */
function amount(value: number): string {
  return Math.abs(value) >= 1000
    ? value.toLocaleString('en-US', { maximumFractionDigits: 0 })
    : String(Number(value.toPrecision(3)));
}

const plain = { prefix: '', size: 1 };
const units = [plain, { prefix: 'm', size: 1e-3 }, { prefix: 'µ', size: 1e-6 }, { prefix: 'n', size: 1e-9 }];

/** The largest unit in which the largest amount is at least 1. */
function unitFor(amounts: number[]): { prefix: string; size: number } {
  const largest = Math.max(...amounts);
  if (largest === 0) return plain;
  return units.find(({ size }) => largest >= size) ?? units.at(-1)!;
}
