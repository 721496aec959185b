/** The 32-bit integer that a field stands for, and of anything else none: `007`, `+1`, `1e3` and `-0` are none. */
export function integer(field: string | undefined): number | undefined {
  if (field === undefined || !/^(?:0|-?[1-9]\d{0,9})$/.test(field)) return undefined;
  const number = Number(field);
  return number === (number | 0) ? number : undefined;
}

/** All fields as integers, or none if one of them is not one. */
export function integers(fields: readonly string[]): number[] | undefined {
  const numbers = fields.map(integer);
  return numbers.includes(undefined) ? undefined : (numbers as number[]);
}
