import type { NumberColumn, RunTable } from './run-tables.js';

type Library = typeof import('hyparquet-writer');

/** A table as a Parquet file: counts as INT64, other numbers as DOUBLE, empty fields as null. Units and meanings are in its metadata under "memloop". */
export function parquetFile(
  { parquetWriteBuffer }: Library,
  { condition, columns }: RunTable,
  names: readonly string[],
  version: string,
): Uint8Array {
  const documented = columns.map(({ name, unit, meaning }) => ({ name, unit, meaning }));
  const text = {
    name: 'condition',
    data: Array.from(condition, (index) => names[index]),
    type: 'STRING',
  } as const;
  const buffer = parquetWriteBuffer({
    columnData: [{ ...text, nullable: false }, ...columns.map(columnOf)],
    kvMetadata: [{ key: 'memloop', value: JSON.stringify({ version, columns: documented }) }],
    createdBy: `memloop ${version}`,
  });
  return new Uint8Array(buffer);
}

function columnOf({ name, type, values }: NumberColumn) {
  if (type === 'whole')
    return { name, type: 'INT64' as const, nullable: false, data: BigInt64Array.from(values, BigInt) };
  const hasEmpty = values.some(Number.isNaN);
  const data = hasEmpty ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values;
  return { name, type: 'DOUBLE' as const, nullable: hasEmpty, data };
}
