import { z } from 'zod';
import { complaint } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import { printable } from '../../src/core/printable.js';
import { characterisation, type Characterisation, type Recorded } from '../fitting/characterisation.js';
import { cutToShortest } from './cut-ramps.js';
import { placeIn, type NumberedRamp, type Ramps } from './numbered-ramp.js';

const branches = z.array(z.array(z.number({ error: 'expected a conductance in siemens' })));
const pulse = z.object({ volts: z.number(), width_seconds: z.number().positive() });

const measurement = z.object({
  device: z.string().min(1),
  role: z.string().optional(),
  water_maze_index: z.number().int().nonnegative().optional(),
  measured: z.string().optional(),
  pulses_per_cycle: z.number().int().optional(),
  cycles: z.number().int().optional(),
  set: pulse.optional(),
  reset: pulse.optional(),
  period_seconds: z.number().positive().optional(),
  read_volts: z.number().optional(),
  set_conductance_siemens: branches,
  reset_conductance_siemens: branches,
});
type Measurement = z.infer<typeof measurement>;

/**
 * Reads a measurement as JSON: `device`, `set_conductance_siemens[cycle][p]`, `reset_conductance_siemens[cycle][p]` and, if known,
 * the conditions. RESET is stored against the remaining position: its last index is the start of the branch. Either may be empty; cycles of
 * unequal length are cut to the shortest of their polarity.
 * @throws UsageError that names `where`
 */
export function readJsonMeasurement(
  text: string,
  where: string,
): { device: Characterisation; understood: string[] } {
  const value = jsonOf(text, where);
  const parsed = measurement.safeParse(value);
  if (!parsed.success) throw new UsageError(`${where}: ${complaint(parsed.error.issues, value)}`);
  const ramps = { set: rampsOf(parsed.data.set_conductance_siemens), reset: rampsOf(parsed.data.reset_conductance_siemens) }; // prettier-ignore
  const understood = [...cutToShortest(ramps.set, 'set'), ...cutToShortest(ramps.reset, 'reset')];
  const read = characterisation(recordedOf(parsed.data, ramps), where);
  checkCounts(parsed.data, read.pulses, where);
  if (read.device !== parsed.data.device) understood.push('control characters left out of the device name');
  return { device: { ...read, place: placeIn(ramps, read) }, understood };
}

/** The device in a measurement as JSON: see `readJsonMeasurement`. @throws UsageError that names `where` */
export function jsonCharacterisation(text: string, where: string): Characterisation {
  return readJsonMeasurement(text, where).device;
}

function rampsOf(branches: readonly (readonly number[])[]): NumberedRamp[] {
  return branches.map((siemens, cycle) => ({
    cycle,
    siemens: [...siemens],
    places: siemens.map((_, pulse) => ({ cycle, pulse })),
    faults: [],
    start: 0,
    step: 1,
  }));
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${where}: expected a measurement as JSON: ${(error as Error).message}`);
  }
}

function recordedOf(from: Measurement, ramps: Ramps): Recorded {
  const { device, role, water_maze_index: waterMazeIndex, measured, set, reset } = from;
  const { period_seconds: periodSeconds, read_volts: readVolts } = from;
  return {
    device: printable(device),
    ...(role !== undefined && { role }),
    ...(waterMazeIndex !== undefined && { waterMazeIndex }),
    ...(measured !== undefined && { measured }),
    ...(set &&
      reset &&
      periodSeconds !== undefined &&
      readVolts !== undefined && {
        conditions: { set: conditionOf(set), reset: conditionOf(reset), periodSeconds, readVolts },
      }),
    set: ramps.set.map(({ siemens }) => Float64Array.from(siemens)),
    reset: ramps.reset.map(({ siemens }) => Float64Array.from(siemens)),
  };
}

function conditionOf({ volts, width_seconds: widthSeconds }: z.infer<typeof pulse>) {
  return { volts, widthSeconds };
}

function checkCounts(from: Measurement, pulses: number, where: string): void {
  const { pulses_per_cycle: statedPulses = pulses, cycles = cyclesIn(from) } = from;
  if (statedPulses !== pulses) {
    throw new UsageError(
      `${where}: pulses_per_cycle says ${statedPulses}, but the branches have ${pulses + 1} readings, which is ${pulses} pulses`,
    );
  }
  if (cycles !== cyclesIn(from)) {
    throw new UsageError(
      `${where}: cycles says ${cycles}, but set_conductance_siemens has ${cyclesIn(from)}`,
    );
  }
}

function cyclesIn(from: Measurement): number {
  return from.set_conductance_siemens.length || from.reset_conductance_siemens.length;
}
