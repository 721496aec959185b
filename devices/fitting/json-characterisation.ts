import { z } from 'zod';
import { complaint } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import { characterisation, type Characterisation, type Recorded } from './characterisation.js';

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
 * the conditions. RESET is stored against the remaining position: its last index is the start of the branch.
 * @throws UsageError that names `where`
 */
export function jsonCharacterisation(text: string, where: string): Characterisation {
  const value = jsonOf(text, where);
  const parsed = measurement.safeParse(value);
  if (!parsed.success) throw new UsageError(`${where}: ${complaint(parsed.error.issues, value)}`);
  const read = characterisation(recordedOf(parsed.data), where);
  checkCounts(parsed.data, read.pulses, where);
  return read;
}

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${where}: expected a measurement as JSON: ${(error as Error).message}`);
  }
}

function recordedOf(from: Measurement): Recorded {
  const { device, role, water_maze_index: waterMazeIndex, measured, set, reset } = from;
  const { period_seconds: periodSeconds, read_volts: readVolts } = from;
  return {
    device,
    ...(role !== undefined && { role }),
    ...(waterMazeIndex !== undefined && { waterMazeIndex }),
    ...(measured !== undefined && { measured }),
    ...(set &&
      reset &&
      periodSeconds !== undefined &&
      readVolts !== undefined && {
        conditions: { set: conditionOf(set), reset: conditionOf(reset), periodSeconds, readVolts },
      }),
    set: from.set_conductance_siemens.map((cycle) => Float64Array.from(cycle)),
    reset: from.reset_conductance_siemens.map((cycle) => Float64Array.from(cycle)),
  };
}

function conditionOf({ volts, width_seconds: widthSeconds }: z.infer<typeof pulse>) {
  return { volts, widthSeconds };
}

function checkCounts(from: Measurement, pulses: number, where: string): void {
  const { pulses_per_cycle: statedPulses = pulses, cycles = from.set_conductance_siemens.length } = from;
  if (statedPulses !== pulses) {
    throw new UsageError(
      `${where}: pulses_per_cycle says ${statedPulses}, but the branches have ${pulses + 1} readings, which is ${pulses} pulses`,
    );
  }
  if (cycles !== from.set_conductance_siemens.length) {
    throw new UsageError(
      `${where}: cycles says ${cycles}, but set_conductance_siemens has ${from.set_conductance_siemens.length}`,
    );
  }
}
