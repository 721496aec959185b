/** How the cells of an array are made. */
export interface CellKind {
  readonly meaning: string;
  /** length of a cell, in units of the technology node F */
  readonly pitch: number;
  /** a transistor in series with each device, which column selects turn on */
  readonly selected: boolean;
}

/** The cells that an array can have, by name. */
export const cellKinds = {
  passive: { meaning: 'a device where a row and a column cross', pitch: 2, selected: false },
  '1T1R': { meaning: 'a device behind a transistor; columns select', pitch: 4, selected: true },
} as const satisfies Record<string, CellKind>;

export type CellName = keyof typeof cellKinds;
