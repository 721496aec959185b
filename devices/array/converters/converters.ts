import { UsageError } from '../../../src/core/errors.js';
import type { RandomStream } from '../../../src/core/random-stream.js';
import type { ReadBatch } from '../../../src/core/read-batch.js';
import type { DrivenLines } from '../../noise/driven-lines.js';
import type { MakeCircuit } from '../circuit.js';
import type { ConversionCosts, Readout } from '../readout.js';
import { Amplifiers } from './amplifiers.js';
import {
  conversionJoules,
  DEFAULT_SECONDS,
  type AdcSettings,
  type DacSettings,
} from './converter-settings.js';
import { Converter } from './converter.js';
import { DacCircuit } from './dac-circuit.js';

/** The converters of an array. */
export interface ConverterSetup {
  /** left out for ideal ones */
  readonly dac?: DacSettings;
  readonly adc?: AdcSettings;
  /** whether a line has one voltage for all its devices, so that all columns are read at once */
  readonly atOnce: boolean;
}

/** Full scale of the ADC where nothing is said, in units of the current that stands for one: the largest TD error. */
const ADC_UNITS = 2;

/**
 * The converters of an array and their amplifiers: one DAC for each line, one ADC for each sum. A single read of a device is
 * a product with one driven line, with an input of one. It allocates nothing per product.
 */
export class Converters implements Readout {
  private readonly dac?: Converter;
  private readonly adc: Converter;
  private readonly amplifiers: Amplifiers;
  private readonly rows: number;
  private gain: Float64Array = new Float64Array(0);
  private readonly value: Float64Array;
  private readonly given: Float64Array;
  private readonly once: Float64Array;
  private readonly which: Uint32Array;
  private readonly samples: number;
  private dacConversions = 0;
  private adcConversions = 0;
  private turns = 0;

  constructor(
    private readonly bank: { readonly conductance: Float64Array; readonly lowest: Float64Array },
    private readonly columns: number,
    private readonly setup: ConverterSetup,
    random: (purpose: string) => RandomStream,
  ) {
    const { dac, adc = {} } = setup;
    const size = bank.lowest.length;
    this.rows = size / columns;
    const lines = this.rows + columns;
    const most = Math.max(size, lines);
    if (dac) this.dac = new Converter(dac, lines, most, random('input converters'));
    this.adc = new Converter(adc, lines, most, random('output converters'));
    this.amplifiers = new Amplifiers(bank.conductance, adc.inputOhms ?? 0);
    // Without noise and without carried errors all samples are the same.
    this.samples = this.adc.varies ? (adc.samples ?? 1) : 1;
    this.value = new Float64Array(most);
    this.given = new Float64Array(most);
    this.once = new Float64Array(most);
    this.which = new Uint32Array(most);
  }

  /** The circuit of an array behind its DACs. */
  around(make: MakeCircuit): MakeCircuit {
    const { dac, rows, setup } = this;
    if (!dac) return make;
    return (devices, columns) => new DacCircuit(make(devices, columns), dac, rows, columns, setup.atOnce);
  }

  /** @throws UsageError where a range cannot hold a full input or a full weight */
  calibrate(gain: Float64Array, unit: number): void {
    const { dac, adc } = this.setup;
    const largest = gain.reduce((most, volts) => Math.max(most, volts), 0);
    refuseSmall('dac', dac?.range, largest, 'V', 'an input of one on the smallest window');
    refuseSmall('adc', adc?.range, unit, 'A', 'a full weight at an input of one');
    this.gain = gain;
    this.dac?.reach(dac?.range ?? largest);
    this.adc.reach(adc?.range ?? ADC_UNITS * unit);
  }

  product(lines: DrivenLines, batch: ReadBatch): void {
    const { which, setup } = this;
    const { columns: sums, first, transposed, amperes } = batch;
    this.amplifiers.load(lines, amperes);
    const start = transposed ? this.columns + first : first;
    for (let c = 0; c < sums; c++) which[c] = start + c;
    this.sense(amperes, sums);
    const turns = setup.atOnce ? 1 : sums;
    this.turns += turns;
    this.dacConversions += lines.count * turns;
    this.adcConversions += sums;
  }

  read(device: Uint32Array, conductance: Float64Array, count: number): void {
    const { value, which, gain, columns, dac } = this;
    const { lowest } = this.bank;
    for (let i = 0; i < count; i++) {
      value[i] = gain[device[i]];
      which[i] = Math.floor(device[i] / columns);
    }
    dac?.emit(value, which, count);
    for (let i = 0; i < count; i++) {
      const d = device[i];
      value[i] *= conductance[i] - lowest[d];
      which[i] = d % columns;
    }
    this.amplifiers.loadSingle(value, conductance, count);
    this.sense(value, count);
    for (let i = 0; i < count; i++) conductance[i] = lowest[device[i]] + value[i] / gain[device[i]];
  }

  get clipped(): number {
    return (this.dac?.clipped ?? 0) + this.adc.clipped;
  }

  costs(reads: number): ConversionCosts {
    const { dac, adc = {} } = this.setup;
    const samples = adc.samples ?? 1;
    const ups = dac ? this.dacConversions + reads : 0;
    const downs = this.setup.adc ? samples * (this.adcConversions + reads) : 0;
    const turn =
      (dac ? (dac.seconds ?? DEFAULT_SECONDS) : 0) +
      (this.setup.adc ? samples * (adc.seconds ?? DEFAULT_SECONDS) : 0);
    return {
      conversions: ups + downs,
      clipped: this.clipped,
      joules: ups * conversionJoules(dac ?? {}) + downs * conversionJoules(adc),
      seconds: (this.turns + reads) * turn,
    };
  }

  /** The mean of some conversions of each value, in place. */
  private sense(values: Float64Array, count: number): void {
    const { adc, samples, once, which } = this;
    if (samples === 1) return adc.sense(values, which, count);
    const { given } = this;
    for (let i = 0; i < count; i++) {
      given[i] = values[i]!;
      values[i] = 0;
    }
    for (let n = 0; n < samples; n++) {
      for (let i = 0; i < count; i++) once[i] = given[i]!;
      adc.sense(once, which, count);
      for (let i = 0; i < count; i++) values[i] += once[i] / samples;
    }
  }
}

function refuseSmall(
  part: string,
  range: number | undefined,
  least: number,
  unit: string,
  what: string,
): void {
  if (range === undefined || range >= least) return;
  throw new UsageError(
    `array.${part}.range: got ${range} ${unit}, but ${what} is ${Number(least.toPrecision(3))} ${unit}, which would be clipped: expected at least that, or no range`,
  );
}
