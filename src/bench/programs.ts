import type { Bench } from './bench.js';
import { characterise, type CharacteriseOrder } from './characterise.js';
import { checkBoard, type CheckOrder } from './check-board.js';
import { pulseDevice, type PulseOrder } from './pulse-device.js';
import { readDevice, readDevices } from './read-device.js';
import type { BenchSettings } from './bench-settings.js';

/** What can be done at the bench, by name: each with its order, and what it came to. */
export const programs = {
  check: (bench: Bench, order: CheckOrder) => checkBoard(bench, order),
  read: ({ session }: Bench, { place, read }: BenchSettings) => readDevice(session, place, read),
  readAll: ({ session }: Bench, { read }: BenchSettings) => readDevices(session, read),
  pulse: (bench: Bench, order: PulseOrder) => pulseDevice(bench, order),
  characterise: (bench: Bench, order: CharacteriseOrder) => characterise(bench, order),
};

type Programs = typeof programs;
export type ProgramName = keyof Programs;
export type OrderOf<Name extends ProgramName> = Parameters<Programs[Name]>[1];
export type ResultOf<Name extends ProgramName> = Awaited<ReturnType<Programs[Name]>>;
