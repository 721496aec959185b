/**
 * A number in volts, amperes or seconds as boards read it: always with an exponent of two digits. Six decimals alone
 * would make 0.000000 of 90 ns.
 */
export function exponential(value: number): string {
  return value.toExponential(6).replace(/e([+-])(\d)$/, 'e$10$2');
}
