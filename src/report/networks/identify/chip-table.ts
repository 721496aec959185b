import type { ChipRow } from '../../../runs/networks/read-chip.js';
import { few } from '../flow-words.js';

/** Largest cosine distance at which a row counts as found. */
const FOUND = 0.01;

/** All chips of a condition with so many probes. */
export interface ChipGroup {
  readonly condition: string;
  readonly probes: number;
  readonly chips: number;
  readonly identified: number;
  /** identified, and all neurons are those that are there */
  readonly right: number;
  /** geometric mean of the errors of their rows; undefined if there were too few probes for any */
  readonly error: number | undefined;
}

/** The chips of each condition and number of probes. */
export function chipGroups(rows: readonly ChipRow[]): ChipGroup[] {
  return grouped(rows).map((group): ChipGroup => {
    const identified = group.filter((row) => row.identified);
    const errors = group.flatMap(({ error }) => (error === null ? [] : [error]));
    const mean = Math.exp(errors.reduce((sum, error) => sum + Math.log(error), 0) / errors.length);
    return {
      condition: group[0].condition,
      probes: group[0].probes,
      chips: group.length,
      identified: identified.length,
      right: identified.filter(({ excess, distance }) => excess === 0 && distance! < FOUND).length,
      error: errors.length > 0 ? mean : undefined,
    };
  });
}

function grouped(rows: readonly ChipRow[]): ChipRow[][] {
  const groups = new Map<string, ChipRow[]>();
  for (const row of rows) {
    const name = `${row.probes} ${row.condition}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()];
}

/** Probes from which on every chip of a condition is identified rightly; undefined if that never happens. */
export function probesNeeded(groups: readonly ChipGroup[]): number | undefined {
  const isOut = ({ right, chips }: ChipGroup) => right === chips;
  const last = groups.findLastIndex((group) => !isOut(group));
  return groups[last + 1]?.probes;
}

/** Groups by condition, in the order of the file. */
export function byCondition(groups: readonly ChipGroup[]): [string, ChipGroup[]][] {
  const names = [...new Set(groups.map(({ condition }) => condition))];
  return names.map((name) => [name, groups.filter(({ condition }) => condition === name)]);
}

export const chipHead = ['condition', 'probes', 'identified', 'rightly', 'error of rows'];

/** The groups as text. */
export function chipRows(rows: readonly ChipRow[]): string[][] {
  return byCondition(chipGroups(rows)).flatMap(([, groups]) =>
    groups.map(({ condition, probes, chips, identified, right, error }) => [
      condition,
      String(probes),
      `${identified} of ${chips}`,
      `${right} of ${chips}`,
      error === undefined ? '–' : few(error),
    ]),
  );
}
