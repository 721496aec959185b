import { BOLTZMANN, CHARGE_NUMBER, ELEMENTARY_CHARGE, type JartParameters } from './jart-parameters.js';

/**
 * How fast ions hop: d ln N / dt times the length of the disc, m/s, without the factor that ends at the limits of N.
 * @param n concentration, 1e26 m⁻³; @param kelvin of the filament; @param field that drives the ions, V/m, below 0 in SET
 */
export function hopRate(
  { plugN, hopBarrier, hopDistance, attemptHertz }: JartParameters,
  n: number,
  kelvin: number,
  field: number,
): number {
  const thermal = (BOLTZMANN * kelvin) / ELEMENTARY_CHARGE;
  const tilt = (CHARGE_NUMBER * hopDistance * field) / (Math.PI * hopBarrier);
  const g = Math.min(1, Math.max(-1, tilt));
  // exp(−ΔW_min/kT) − exp(−ΔW_max/kT), whose difference would cancel at small fields.
  const mean = (hopBarrier / thermal) * (Math.sqrt(1 - g * g) + g * Math.asin(g));
  const half = (hopBarrier / thermal) * g * (Math.PI / 2);
  const balance = 2 * Math.exp(-mean) * Math.sinh(half);
  return (((plugN + n) / 2) * hopDistance * attemptHertz * -balance) / n;
}
