const [LINE_FEED, COMMA, MINUS, PLUS, DOT, ZERO, NINE, E] = Buffer.from('\n,-+.09e');

/** Up to here, whole numbers and powers of ten are exact as doubles, so one product or quotient of them is rounded once. */
const EXACT = 2 ** 53;
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/**
 * Reads the rest of a line, numbers with commas between them, into `out` from index `first` on. An empty field is NaN
 * where `optional` allows it. Fields from index `wanted` on are checked, but not converted.
 *
 * @returns the offset behind the line feed; −1 if a field is something else, or if `out` has more or fewer places
 */
export function readNumbers(
  bytes: Buffer,
  at: number,
  out: Float64Array,
  first: number,
  optional: readonly boolean[],
  wanted = out.length,
): number {
  for (let i = first; i < out.length; i++) {
    const end = readNumber(bytes, at, out, i, wanted);
    if (end === at && !optional[i]) return -1;
    if (end < at) return -1;
    if (bytes[end] === LINE_FEED) return i === out.length - 1 ? end + 1 : -1;
    if (bytes[end] !== COMMA) return -1;
    at = end + 1;
  }
  return -1;
}

/** Reads one number as JavaScript does. @returns the offset behind it: `from` if there is nothing, −1 if it is no number */
function readNumber(bytes: Buffer, from: number, out: Float64Array, i: number, wanted: number): number {
  out[i] = NaN;
  if (bytes[from] === COMMA || bytes[from] === LINE_FEED) return from;
  let at = bytes[from] === MINUS ? from + 1 : from;
  let digits = 0;
  const whole = at;
  for (; isDigit(bytes[at]); at++) digits = 10 * digits + bytes[at] - ZERO;
  if (at === whole) return -1;
  let power = 0;
  if (bytes[at] === DOT) {
    const fraction = ++at;
    for (; isDigit(bytes[at]); at++) digits = 10 * digits + bytes[at] - ZERO;
    if (at === fraction) return -1;
    power = fraction - at;
  }
  if (bytes[at] === E) {
    const down = bytes[++at] === MINUS;
    if (down || bytes[at] === PLUS) at++;
    const start = at;
    let exponent = 0;
    for (; isDigit(bytes[at]); at++) exponent = 10 * exponent + bytes[at] - ZERO;
    if (at === start) return -1;
    power += down ? -exponent : exponent;
  }
  if (i >= wanted) return at;
  if (digits >= EXACT || Math.abs(power) >= POWERS.length)
    out[i] = Number(bytes.toString('latin1', from, at));
  else {
    const size = power < 0 ? digits / POWERS[-power] : digits * POWERS[power];
    out[i] = whole > from ? -size : size;
  }
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
