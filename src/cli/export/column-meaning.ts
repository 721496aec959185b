/** What a column of a run's tables holds. */
export interface ColumnMeaning {
  readonly type: 'text' | 'whole' | 'real';
  /** '' for a number without a unit */
  readonly unit: string;
  readonly meaning: string;
}

const whole = (unit: string, meaning: string): ColumnMeaning => ({ type: 'whole', unit, meaning });
const real = (unit: string, meaning: string): ColumnMeaning => ({ type: 'real', unit, meaning });

const NAMED: Readonly<Record<string, ColumnMeaning>> = {
  condition: { type: 'text', unit: '', meaning: 'name of the condition' },
  seed: whole('', 'seed of the run'),
  episode: whole('', 'number of the episode, from 1'),
  steps: whole('moves', 'length of the episode'),
  truncated: whole('', '1 if the episode ended at the step limit, else 0'),
  set_pulses: whole('pulses', 'SET pulses on all devices since the start of the run'),
  reset_pulses: whole('pulses', 'RESET pulses on all devices since the start of the run'),
  updates: whole('', 'changes of single devices that the learner asked for'),
  reads: whole('', 'reads of devices since the start of the run'),
  joules: real('J', 'energy since the start of the run; empty if the device file does not say'),
  device_seconds: real('s', 'sum of the widths of all pulses; empty if the device file does not say'),
  wear: whole('pulses', 'pulses on the device that had most'),
  value_error: real('', 'root mean square of critic − true value at the end of the run'),
  conversions: whole('', 'conversions of the array’s converters'),
  clipped: whole('', 'values beyond the range of a converter'),
  conversion_joules: real('J', 'energy of conversions, part of joules'),
  conversion_seconds: real('s', 'time of conversions, one product after the other'),
};

/** Columns with a weight in their names: w3 is the critic's in cell 3, a3_1 and q3_1 those of action 1. */
const OF_WEIGHT: readonly (readonly [start: string, (weight: string) => ColumnMeaning])[] = [
  ['set_', (weight) => whole('pulses', `SET pulses on the devices of weight ${weight}`)],
  ['reset_', (weight) => whole('pulses', `RESET pulses on the devices of weight ${weight}`)],
  ['reads_', (weight) => whole('', `reads of the devices of weight ${weight}`)],
  ['believed_', (weight) => real('window', `weight ${weight} as the learner knows it, 0 to 1`)],
];

/** The meaning of a column by its name. */
export function columnMeaning(name: string): ColumnMeaning {
  if (Object.hasOwn(NAMED, name)) return NAMED[name];
  const found = OF_WEIGHT.find(([start]) => name.startsWith(start));
  return found
    ? found[1](name.slice(found[0].length))
    : real('window', `weight ${name} of the devices, 0 to 1`);
}
