import {
  BOLTZMANN,
  CHARGE_NUMBER,
  ELECTRON_MASS,
  ELEMENTARY_CHARGE as Q,
  PLANCK,
  RICHARDSON,
  VACUUM_PERMITTIVITY,
  type JartParameters,
} from './jart-parameters.js';

/** Beyond this exponent a current is as good as infinite. */
const LARGEST_EXPONENT = 600;

/**
 * The Schottky contact of JART VCM v1b. Forward (RESET, V > 0) electrons go over the barrier: thermionic emission. Backward (SET) they
 * tunnel through it too: thermionic field emission. Image charges lower the barrier as the fourth root of N.
 */
export class SchottkyContact {
  /** φ_Bn0 − φ_n: from this voltage on nothing lowers the barrier */
  readonly flatBand: number;
  private readonly barrier: number;
  private readonly loweringUnit: number;
  private readonly tunnelUnit: number;
  private area = 0;
  /** lowering of the barrier at a band bending of 1 V, eV */
  private lowering = 0;
  /** W00, eV */
  private tunnelling = 0;

  constructor({ barrier, fermiLevel, permittivity, barrierPermittivity }: JartParameters) {
    this.barrier = barrier;
    this.flatBand = barrier - fermiLevel;
    const screened = barrierPermittivity * VACUUM_PERMITTIVITY;
    this.loweringUnit = (Q ** 3 * CHARGE_NUMBER * 1e26) / (8 * Math.PI ** 2 * screened ** 3);
    const mass = ELECTRON_MASS * permittivity * VACUUM_PERMITTIVITY;
    this.tunnelUnit = (PLANCK / (4 * Math.PI)) * Math.sqrt((CHARGE_NUMBER * 1e26) / mass);
  }

  /** @param n concentration, 1e26 m⁻³; @param area m² */
  set(n: number, area: number): void {
    this.area = area;
    this.lowering = (this.loweringUnit * n) ** 0.25;
    this.tunnelling = this.tunnelUnit * Math.sqrt(n);
  }

  /** Magnitude of the current in amperes, where the contact takes `volts` ≥ 0 forward. */
  forward(volts: number, kelvin: number): number {
    const thermal = (BOLTZMANN * kelvin) / Q;
    const emitted = this.area * RICHARDSON * kelvin * kelvin * Math.exp(-this.height(volts) / thermal);
    return emitted * Math.expm1(Math.min(volts / thermal, LARGEST_EXPONENT));
  }

  /** Magnitude of the current in amperes, where the contact takes `volts` ≥ 0 backward. */
  backward(volts: number, kelvin: number): number {
    const { tunnelling, area } = this;
    const thermal = (BOLTZMANN * kelvin) / Q;
    const ratio = tunnelling / thermal;
    const height = this.height(-volts);
    const slope = Math.tanh(ratio);
    const narrowed = tunnelling / slope;
    const spread = tunnelling / (ratio - slope);
    const cosh = Math.cosh(ratio);
    const root = Math.sqrt(Math.PI * tunnelling * (volts + height / (cosh * cosh)));
    const emitted = ((area * RICHARDSON * kelvin * Q) / BOLTZMANN) * root * Math.exp(-height / narrowed);
    return emitted * Math.expm1(Math.min(volts / spread, LARGEST_EXPONENT));
  }

  /** Height of the barrier in eV at a voltage, forward positive. */
  private height(volts: number): number {
    const bending = this.flatBand - volts;
    if (bending <= 0) return this.barrier;
    return Math.max(0, this.barrier - this.lowering * Math.sqrt(Math.sqrt(bending)));
  }
}
