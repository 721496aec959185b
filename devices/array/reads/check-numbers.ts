import { shown } from '../../../src/core/complaint.js';
import { UsageError } from '../../../src/core/errors.js';

/** Numbers as a column. @throws UsageError where there are none, too few or too many, or where one is not finite or is below the minimum */
export function checkNumbers(
  name: string,
  numbers: ArrayLike<number> | undefined,
  length: number,
  minimum = -Infinity,
): Float64Array {
  if (!(Number.isInteger(length) && length > 0))
    throw new UsageError(
      `rows and columns: got ${shown(length)} as the length of ${name}: expected whole numbers of at least 1`,
    );
  if (numbers?.length !== length)
    throw new UsageError(
      `${name}: got ${numbers?.length ?? 'no'} numbers: expected ${length}, by the rows and columns given`,
    );
  const column = new Float64Array(length);
  let wrong = -1;
  for (let i = 0; i < length; i++) {
    const value = numbers[i];
    column[i] = value;
    if (wrong < 0 && !(Number.isFinite(value) && value >= minimum)) wrong = i;
  }
  if (wrong >= 0) {
    const expected = minimum === -Infinity ? 'a finite number' : `a finite number of at least ${minimum}`;
    throw new UsageError(`${name}[${wrong}]: got ${shown(column[wrong])}: expected ${expected}`);
  }
  return column;
}
