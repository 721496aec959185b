import type { NumberColumn, RunTable, TableBlock } from './run-tables.js';

type Library = typeof import('hyparquet-writer');

/** Rows of a row group, which are in memory at once. */
const GROUP_ROWS = 100_000;

/** Writes a table as a Parquet file, group by group: counts as INT64, other numbers as DOUBLE, empty fields as null. Units and meanings are in its metadata under "memloop". */
export function writeParquetFile(
  { ParquetWriter, fileWriter, schemaFromColumnData }: Library,
  path: string,
  { columns, blocks }: RunTable,
  names: readonly string[],
  version: string,
): void {
  const documented = columns.map(({ name, unit, meaning }) => ({ name, unit, meaning }));
  const columnsIn = ({ condition, values }: TableBlock) => [
    { name: 'condition', type: 'STRING' as const, nullable: false, data: Array.from(condition, (index) => names[index]) },
    ...columns.map((column, k) => columnOf(column, values[k])),
  ];
  const none: TableBlock = { condition: new Uint32Array(0), values: columns.map(() => new Float64Array(0)) };
  const file = new ParquetWriter({
    writer: fileWriter(path),
    schema: schemaFromColumnData({ columnData: columnsIn(none) }),
    kvMetadata: [{ key: 'memloop', value: JSON.stringify({ version, columns: documented }) }],
    createdBy: `memloop ${version}`,
  });
  for (const block of blocks(GROUP_ROWS))
    void file.write({ columnData: columnsIn(block), rowGroupSize: GROUP_ROWS });
  void file.finish();
} // prettier-ignore

function columnOf({ name, type, isOptional }: NumberColumn, values: Float64Array) {
  if (type === 'whole')
    return { name, type: 'INT64' as const, nullable: false, data: BigInt64Array.from(values, BigInt) };
  const data = isOptional ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values;
  return { name, type: 'DOUBLE' as const, nullable: isOptional, data };
}
