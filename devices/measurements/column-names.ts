import { unitOf, unitOfConductance, type Quantity, type Unit } from './units.js';

/** What a column can be. */
export type Role = 'cycle' | 'polarity' | 'pulse' | 'device' | 'row' | 'column' | 'amplitude' | Quantity;

/** Words by which the columns of a role go, without case, blanks for other characters between; the best come first. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  cycle: ['cycle', 'cycles', 'cycle no', 'cycle number', 'cycle index', 'cyc', 'ramp', 'ramp no', 'ramp number', 'loop', 'loop no', 'run', 'run no', 'run number', 'sweep', 'sweep no', 'sweep number', 'repetition', 'repeat', 'rep', 'iteration', 'trial', 'epoch', 'zyklus', 'durchlauf', 'wiederholung'], // prettier-ignore
  polarity: ['polarity', 'pulse polarity', 'polarität', 'polaritaet', 'direction', 'dir', 'pulse direction', 'branch', 'phase', 'operation', 'op', 'pulse type', 'type', 'mode', 'sign', 'richtung', 'p d'], // prettier-ignore
  pulse: ['pulse', 'pulses', 'pulse no', 'pulse number', 'pulse index', 'pulse count', 'pulse n', 'n pulses', 'number of pulses', 'pulse id', 'puls', 'pulse nr', 'pulsnummer', 'n', '#', 'no', 'nr', 'number', 'index', 'idx', 'step', 'count', 'i pulse'], // prettier-ignore
  row: ['row', 'wordline', 'word line', 'wl', 'zeile'],
  column: ['column', 'col', 'bitline', 'bit line', 'bl', 'spalte'],
  device: ['device', 'device name', 'device id', 'device no', 'dut', 'memristor', 'cell', 'bauteil'],
  amplitude: ['amplitude', 'pulse amplitude', 'pulse voltage', 'v pulse', 'vpulse', 'write voltage', 'v write', 'vwrite', 'programming voltage', 'v prog', 'pulsspannung'], // prettier-ignore
  conductance: ['conductance', 'g', 'conductances', 'cond', 'g read', 'read conductance', 'conductance value', 'leitwert', 'conductivity'], // prettier-ignore
  resistance: ['resistance', 'r', 'res', 'r read', 'read resistance', 'widerstand'],
  voltage: ['read voltage', 'v read', 'vread', 'readvoltage', 'voltage', 'v', 'volts', 'volt', 'u', 'spannung', 'lesespannung'], // prettier-ignore
  current: ['read current', 'i read', 'iread', 'current', 'i', 'amps', 'strom', 'lesestrom'],
};
const QUANTITIES: readonly Role[] = ['conductance', 'resistance', 'voltage', 'current'];

/** A column's name taken apart: the name in plain words, and the unit in it. */
export interface NameParts {
  readonly words: string;
  readonly unit?: Unit;
}

/** Takes the unit off a name: `G (µS)`, `G [nS]`, `conductance_uS`, `conductance/S`, `Leitwert in S`. */
export function partsOf(name: string): NameParts {
  const [, bare, inner = ''] =
    /^(.*?)[\s_]*[([{]([^)\]}]*)[)\]}]\s*$/.exec(name) ??
    /^(.+?)(?:\s+in\s+|[\s_./,-]+)([^\s_.,/-]+|1\/\S+)$/.exec(name) ??
    [];
  if (bare !== undefined) {
    const words = wordsOf(bare);
    const unit = NAMES.conductance.includes(words) ? unitOfConductance(inner) : unitOf(inner);
    // A remark in brackets, as in "pulse (#)", is no part of the name either.
    if (unit || /[([{]/.test(name)) return { words, ...(unit && { unit }) };
  }
  return { words: wordsOf(name) };
}

/** How well a name fits a role: 0 not at all, more for better names. */
export function fitness(name: string, role: Role): number {
  const { words, unit } = partsOf(name);
  const names = NAMES[role];
  if (unit && unit.quantity !== role && !(role === 'amplitude' && unit.quantity === 'voltage')) return 0;
  const at = names.indexOf(words);
  if (at >= 0) return 2 + (unit ? 1 : 0) + 1 / (1 + at);
  if (!QUANTITIES.includes(role)) return 0;
  // As in "SMU-1 Voltage (V)": a whole word of the name, with the right unit.
  if (unit && words.split(' ').some((word) => word.length > 1 && names.includes(word))) return 1;
  return unit ? 0.5 : 0;
}

/** How many of some names say what their column is. */
export function recognised(names: readonly string[]): number {
  const roles = Object.keys(NAMES) as Role[];
  return names.filter((name) => roles.some((role) => fitness(name, role) > 0)).length;
}

function wordsOf(name: string): string {
  if (name.trim() === '#') return '#';
  return name.replaceAll(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, '$1 ').toLowerCase().replaceAll(/[^\p{L}\d]+/gu, ' ').trim(); // prettier-ignore
}
