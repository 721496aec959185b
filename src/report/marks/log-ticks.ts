const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** How ticks of a logarithmic axis are written: powers of ten over several decades, else short numbers. */
export function logTick([low, high]: readonly [number, number]): (value: number) => string {
  const decades = Math.log10(high / low);
  return (value) => {
    const power = Math.floor(Math.log10(value) + 1e-9);
    const digits = Number((value / 10 ** power).toPrecision(3));
    if (decades >= 2 && digits !== 1) return '';
    if (decades >= 1 && ![1, 2, 5].includes(digits)) return '';
    if (power >= -2 && power <= 3) return String(Number(value.toPrecision(3)));
    return digits === 1 ? powerOfTen(power) : `${digits} × ${powerOfTen(power)}`;
  };
}

function powerOfTen(power: number): string {
  const raised = Array.from(String(Math.abs(power)), (digit) => RAISED[Number(digit)]).join('');
  return `10${power < 0 ? '⁻' : ''}${raised}`;
}
