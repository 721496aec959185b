/** The voltages of lines during a write, as parts of the write voltage; undefined where a line floats. */
export interface WriteScheme {
  readonly meaning: string;
  /** on rows that are not selected */
  readonly row: number | undefined;
  /** on columns that are not selected */
  readonly column: number | undefined;
}

/** How the lines that are not selected are held during a write, by name. The selected row has the voltage, the selected column is at ground. */
export const writeSchemes = {
  'V/2': { meaning: 'other lines at V/2: half-selected cells see V/2, others 0', row: 1 / 2, column: 1 / 2 },
  'V/3': {
    meaning: 'other rows at V/3, columns at 2V/3: all other cells see V/3',
    row: 1 / 3,
    column: 2 / 3,
  },
  floating: { meaning: 'other lines float', row: undefined, column: undefined },
} as const satisfies Record<string, WriteScheme>;

export type WriteSchemeName = keyof typeof writeSchemes;
