const MAGIC = [0x93, ...Buffer.from('NUMPY'), 1, 0];
/** NumPy wants the data to begin at a multiple of it. */
const ALIGNMENT = 64;

/** Numbers as a .npy file (NumPy format 1.0): whole ones as <i8, others as <f8. */
export function npyNumbers(values: Float64Array, shape: readonly number[], isWhole: boolean): Uint8Array {
  const data = isWhole ? BigInt64Array.from(values, BigInt) : values;
  return npy(isWhole ? '<i8' : '<f8', shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** Strings as a .npy file: UTF-32, all of the longest's length. */
export function npyStrings(texts: readonly string[]): Uint8Array {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0)!));
  const width = Math.max(1, ...points.map(({ length }) => length));
  const data = new Uint32Array(width * texts.length);
  points.forEach((text, i) => data.set(text, i * width));
  return npy(`<U${width}`, [texts.length], new Uint8Array(data.buffer));
}

function npy(type: string, shape: readonly number[], data: Uint8Array): Uint8Array {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const before = MAGIC.length + 2;
  const length = Math.ceil((before + header.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const size = Buffer.alloc(2);
  size.writeUInt16LE(length);
  return Buffer.concat([Buffer.from(MAGIC), size, Buffer.from(`${header.padEnd(length - 1)}\n`), data]);
}
