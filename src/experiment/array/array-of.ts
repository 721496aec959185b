import { largestInl, type DacSettings } from '../../../devices/array/converters/converter-settings.js';
import { wireFault, type WireSettings } from '../../../devices/array/wires/wire-settings.js';
import { shown } from '../../core/complaint.js';
import { catalogue } from '../catalogue.js';
import type { NoiseChoice } from '../noise-choice.js';
import { overlaid, type ArraySetup } from './array-setup.js';

/** What says something of the array: an experiment or a condition. */
interface WithArray {
  readonly array?: ArraySetup;
}

/** The array of a condition: its own settings over those of the experiment, over the preset; undefined where nothing is set, and for exact memories, which are digital. */
export function arrayOf(
  experiment: WithArray,
  condition: WithArray & { bank: string },
): ArraySetup | undefined {
  if (experiment.array === undefined && condition.array === undefined) return undefined;
  if (catalogue.devices.get(condition.bank).exact) return undefined;
  const written = overlaid(experiment.array, condition.array);
  const { preset } = written;
  return preset === undefined ? written : overlaid(catalogue.arrays.get(preset).array, written);
}

/** The noise that the preset of a condition's array brings; undefined where it has none, or the device model has its own. */
export function presetNoise(
  experiment: WithArray,
  condition: WithArray & { bank: string },
): NoiseChoice | undefined {
  const preset = condition.array?.preset ?? experiment.array?.preset;
  if (preset === undefined || catalogue.devices.get(condition.bank).noise !== 'fitted') return undefined;
  return catalogue.arrays.get(preset).noise;
}

/** The settings of a part; undefined where it is ideal. */
export function partOf<Part extends object>(part: Part | string | undefined): Part | undefined {
  return typeof part === 'object' ? part : undefined;
}

/** Whether the conversions of a condition are simulated, and cost something. */
export function hasConverters(experiment: WithArray, condition: WithArray & { bank: string }): boolean {
  const { dac, adc } = arrayOf(experiment, condition) ?? {};
  return (partOf(dac) ?? partOf(adc)) !== undefined;
}

interface Fault {
  path: PropertyKey[];
  message: string;
}

/** What is wrong with the arrays of conditions, and where. */
export function arrayFault(
  experiment: WithArray & { board?: unknown },
  conditions: readonly (WithArray & { name: string; bank: string })[],
): Fault | undefined {
  const faults = conditions.map((condition, i): Fault | undefined => {
    const own = ['conditions', i, 'array'];
    if (condition.array && catalogue.devices.get(condition.bank).exact)
      return faultAt(
        own,
        `got settings with bank ${condition.bank}, whose weights are digital: expected none`,
      );
    if (experiment.board !== undefined && (experiment.array ?? condition.array))
      return faultAt(
        condition.array ? own : ['array'],
        'got settings of a simulated array where there is a board, which has wires and converters of its own: expected none',
      );
    const setup = arrayOf(experiment, condition) ?? {};
    const wires = wireFault(partOf<WireSettings>(setup.wires) ?? {});
    if (wires) {
      const got = shown(partOf<WireSettings>(setup.wires)![wires.name as keyof WireSettings]);
      const place = partOf(condition.array?.wires) ? own : ['array'];
      return faultAt([...place, 'wires', wires.name], `got ${got}: ${wires.expected}`);
    }
    for (const name of ['dac', 'adc'] as const) {
      const fault = converterFault(partOf<DacSettings>(setup[name]));
      const place = partOf(condition.array?.[name]) ? own : ['array'];
      if (fault) return faultAt([...place, name, fault.setting], fault.message);
    }
    return undefined;
  });
  return faults.find((fault) => fault !== undefined);
}

function faultAt(path: PropertyKey[], message: string): Fault {
  return { path, message: `${path.map(String).join('.')}: ${message}` };
}

function converterFault(part: DacSettings = {}): { setting: string; message: string } | undefined {
  const { bits, range, inl = 0, diffuse = false } = part;
  if (bits === undefined && range !== undefined)
    return { setting: 'range', message: `got ${range} without bits, which has no steps: expected bits too` };
  if (bits === undefined && diffuse)
    return {
      setting: 'diffuse',
      message: 'got true without bits, whose rounding error it carries: expected bits too',
    };
  if (bits === undefined)
    return inl > 0
      ? { setting: 'inl', message: `got ${inl} without bits, whose steps it counts: expected bits too` }
      : undefined;
  const most = largestInl(bits);
  if (inl <= most) return undefined;
  return {
    setting: 'inl',
    message: `got ${inl}: expected at most ${Number(most.toPrecision(3))} for ${bits} bits, beyond which a larger value could give a smaller number`,
  };
}
