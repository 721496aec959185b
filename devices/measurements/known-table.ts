import type { ConductanceSource } from './conductance-source.js';
import type { Columns } from './find-columns.js';
import type { Table } from './table/find-table.js';
import type { Mapping } from './mapping.js';
import type { WordMeaning } from './word-meanings.js';

/** A table whose columns are known. */
export interface KnownTable {
  readonly table: Table;
  readonly columns: Columns;
  readonly source: ConductanceSource;
  readonly mapping: Mapping;
  readonly decimalComma: boolean;
  /** the polarity of a word of this file */
  readonly wordMeans: WordMeaning;
}
