import { z } from 'zod';
import {
  DEFAULT_FEMTOJOULES,
  DEFAULT_SECONDS,
} from '../../../devices/array/converters/converter-settings.js';
import { cellKinds } from '../../../devices/array/wires/cell-kinds.js';
import { technologyNodes } from '../../../devices/array/wires/technology.js';
import {
  MILLIVOLTS_PER_DECADE,
  WRITE_VOLTS,
  writeHandlings,
} from '../../../devices/array/wires/write-handling.js';
import { writeSchemes } from '../../../devices/array/wires/write-schemes.js';
import { catalogue, fromCatalogue } from '../catalogue.js';
import { nameOf, settings } from '../settings-form.js';
import type { ArraySetup } from './array-setup.js';
import { encodingNames } from './encodings.js';
import { reliabilityForm } from './reliability-form.js';

const atLeastZero = z.number().min(0);

const converter = (unit: string, full: string) => ({
  bits: z.int().min(2).max(24).exactOptional().describe('resolution; left out for a converter without steps'),
  range: z.number().positive().exactOptional().describe(`largest ${unit}, of either sign (default: ${full})`),
  inl: atLeastZero
    .exactOptional()
    .describe('peak of the integral non-linearity, a smooth bow, in steps (default: 0)'),
  offset: z.number().exactOptional().describe(`what each conversion is off by, ${unit} (default: 0)`),
  noise: atLeastZero
    .exactOptional()
    .describe(`thermal noise of a conversion, standard deviation, ${unit} (default: 0)`),
  diffuse: z
    .boolean()
    .exactOptional()
    .describe(
      'whether each converter adds its rounding error to the next value that it converts (default: false)',
    ),
  femtojoules: atLeastZero
    .exactOptional()
    .describe(`energy of a conversion for each of its 2^bits levels, fJ (default: ${DEFAULT_FEMTOJOULES})`),
  seconds: atLeastZero.exactOptional().describe(`time of a conversion, s (default: ${DEFAULT_SECONDS})`),
});

const dac = converter('volts', 'that of an input of one on the smallest window');
const adc = {
  ...converter('amperes', 'twice that of a full weight at an input of one: 4e-6'),
  samples: z.int().min(1).max(4096).exactOptional().describe('conversions that are averaged (default: 1)'),
  inputOhms: atLeastZero
    .exactOptional()
    .describe(
      'input resistance of the amplifier, ohms, in parallel with the devices that are driven and the reference resistor (default: 0)',
    ),
};

const ohms = (meaning: string) => atLeastZero.exactOptional().describe(`${meaning}, ohms (default: 0)`);
const ends = (meaning: string) =>
  z
    .union([z.literal(1), z.literal(2)])
    .exactOptional()
    .describe(meaning);
const namesOf = <Name extends string>(kinds: Readonly<Record<Name, unknown>>) =>
  z.enum(Object.keys(kinds) as [Name, ...Name[]]);

const wires = {
  rowOhms: ohms('resistance of a row’s wire from cell to cell'),
  columnOhms: ohms('resistance of a column’s wire from cell to cell'),
  ohms: atLeastZero
    .exactOptional()
    .describe('resistance of both wires from cell to cell, ohms, instead of them'),
  node: z
    .literal(technologyNodes)
    .exactOptional()
    .describe('technology node F, nm, which gives the ohms of both, instead of them'),
  sourceOhms: ohms('output resistance of a driver'),
  senseOhms: ohms('input resistance of an amplifier'),
  drivenEnds: ends('from how many ends each row is driven (default: 1)'),
  sensedEnds: ends('at how many ends each column is sensed (default: 1)'),
  cell: namesOf(cellKinds)
    .exactOptional()
    .describe(
      'passive: a device at each crossing (the default); 1T1R: behind a transistor each, which columns select',
    ),
  accessOhms: ohms('resistance of the transistor of a 1T1R cell'),
  scheme: namesOf(writeSchemes)
    .exactOptional()
    .describe('how other lines are held during a write (default: V/2)'),
  writes: namesOf(writeHandlings)
    .exactOptional()
    .describe(
      'dropped: a write has what wires and other cells leave of its voltage (the default); compensated: drivers raise the voltage, so that each device gets the whole',
    ),
  writeVolts: z
    .number()
    .min(0.01)
    .max(1e4)
    .exactOptional()
    .describe(`V of a write, of which wires take a share (default: ${WRITE_VOLTS}; jart has its own)`),
  millivoltsPerDecade: z
    .number()
    .min(1)
    .max(1e6)
    .exactOptional()
    .describe(
      `so many millivolts less make switching ten times as slow; 57 to 80 in JART (default: ${MILLIVOLTS_PER_DECADE}; jart knows its own)`,
    ),
  nonlinearity: atLeastZero
    .exactOptional()
    .describe('b of cells with the current G sinh(b V) / b, 1/V (default: 0, I = G V)'),
};

/** A part with settings, or the word for none. */
function part<Shape extends z.ZodRawShape>(shape: Shape, meaning: string) {
  return z
    .union([z.literal('ideal', { error: 'expected "ideal", or settings' }), settings(shape)])
    .exactOptional()
    .describe(meaning);
}

/** The form of what an experiment or a condition says of the array. A part that is added here can be swept, set and looked up. */
export const arrayForm: () => z.ZodType<ArraySetup, ArraySetup> & { shape: z.ZodRawShape } = fromCatalogue(
  () =>
    settings({
      preset: nameOf(catalogue.arrays).exactOptional().describe('a published array: its noise and its parts'),
      encoding: z
        .enum(encodingNames)
        .exactOptional()
        .describe(
          'per-device: a voltage of its own for each device, columns read one by one (the default); shared: one voltage a row, all columns read at once, weights count by the width of their windows',
        ),
      wires: part(wires, 'wires with resistance, and what is at their ends: settings, or ideal'),
      dac: part(dac, 'converters that make the voltages: settings, or ideal'),
      adc: part(adc, 'converters that measure the currents, with their amplifiers: settings, or ideal'),
      reliability: reliabilityForm()
        .exactOptional()
        .describe('how devices fail and drift while they learn: effects, each with its settings'),
      stepSeconds: z
        .number()
        .positive()
        .exactOptional()
        .describe('how long a learning step takes at least, s (default: the period of its pulses)'),
      pauseSeconds: atLeastZero
        .exactOptional()
        .describe('rest before each episode but the first, s (default: 0)'),
      kelvin: z
        .number()
        .positive()
        .max(2000)
        .exactOptional()
        .describe('temperature of the devices while time passes, K (default: 298.15)'),
    }),
);

/** Every setting of an array by its place, as `adc.bits`, with the form of its values. */
export function arraySettings(): [place: string, form: z.ZodType][] {
  return leaves(arrayForm(), '');
}

function leaves(form: z.ZodType, start: string): [string, z.ZodType][] {
  const object = objectIn(form);
  if (object === undefined) return [[start.slice(0, -1), form]];
  return Object.entries(object.shape).flatMap(([name, inner]) =>
    leaves(inner as z.ZodType, `${start}${name}.`),
  );
}

/** The object among the alternatives of a form. */
function objectIn(form: z.ZodType): z.ZodObject | undefined {
  if (form instanceof z.ZodOptional || form instanceof z.ZodExactOptional)
    return objectIn(form.unwrap() as z.ZodType);
  if (form instanceof z.ZodUnion)
    return (form.options as z.ZodType[]).map(objectIn).find((found) => found !== undefined);
  return form instanceof z.ZodObject ? form : undefined;
}
