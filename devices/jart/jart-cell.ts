import { bracketedRoot } from './bracketed-root.js';
import { hopRate } from './ion-hopping.js';
import { CHARGE_NUMBER, ELEMENTARY_CHARGE, type JartParameters } from './jart-parameters.js';
import { SchottkyContact } from './schottky-contact.js';

/** Steps of the scan for the root of the highest current. */
const SCAN = 48;
/** Steps of the search for a summit between two steps of the scan. */
const SUMMIT = 24;

/**
 * One cell of JART VCM v1b at one moment: contact, disc, plug and series resistance in line, in the sign of the published model: V < 0 sets,
 * V > 0 resets. Heat has no memory: the temperature follows from the current. The voltage of the contact is the unknown; current and
 * temperature follow from it, so a bracketed solve cannot fail. Of several solutions in RESET, the one with the highest current is meant.
 */
export class JartCell {
  /** current through the cell, with the sign of its voltage, A */
  amperes = 0;
  /** temperature of the filament, K */
  kelvin: number;
  /** highest temperature since it was last set back, K */
  hottest = 0;
  /** d ln N / dt, 1/s */
  growth = 0;

  private readonly contact: SchottkyContact;
  private readonly heat: number;
  private readonly lineHeat: number;
  private readonly series: number;
  private area = 0;
  private disc = 0;
  private discOhms = 0;
  private plugOhms = 0;
  private resistance = 0;
  // What the residual works on.
  private volts = 0;
  private backward = false;
  private heatResistance = 0;

  constructor(readonly parameters: JartParameters) {
    const { layerOhms, lineOhms, lineCoefficient, lineThermalResistance } = parameters;
    this.contact = new SchottkyContact(parameters);
    this.heat = parameters.thermalResistance;
    this.series = layerOhms + lineOhms;
    this.lineHeat = lineOhms * lineOhms * lineCoefficient * lineThermalResistance;
    this.kelvin = parameters.ambientKelvin;
    this.form(parameters.radius, parameters.discLength);
  }

  /** Gives the filament another radius and disc, m. */
  form(radius: number, discLength: number): void {
    this.area = Math.PI * radius * radius;
    this.disc = discLength;
  }

  /** Finds current, temperature and growth at a concentration, 1e26 m⁻³, and a voltage, V. */
  apply(n: number, volts: number): void {
    this.solve(n, volts);
    const left = this.left(n, volts);
    this.growth =
      volts === 0 || left <= 0
        ? 0
        : (hopRate(this.parameters, n, this.kelvin, this.field(volts)) / this.disc) * left;
  }

  /** Finds current and temperature only. */
  solve(n: number, volts: number): void {
    this.prepare(n, volts);
    if (volts === 0) {
      this.amperes = 0;
      this.kelvin = this.parameters.ambientKelvin;
      return;
    }
    const contact = this.backward ? bracketedRoot(this, 0, this.volts) : this.highestCurrentRoot();
    const current = this.currentBeside(contact);
    this.kelvin = this.temperature(contact, current);
    if (this.kelvin > this.hottest) this.hottest = this.kelvin;
    this.amperes = this.backward ? -current : current;
  }

  /** What the contact lets through beyond what the rest of the cell does, A, where the contact takes so many volts. */
  at(contact: number): number {
    const current = this.currentBeside(contact);
    const kelvin = this.temperature(contact, current);
    const through = this.backward
      ? this.contact.backward(contact, kelvin)
      : this.contact.forward(contact, kelvin);
    return through - current;
  }

  /** The factor that ends growth at the limits of N. */
  private left(n: number, volts: number): number {
    const { lowestN, highestN } = this.parameters;
    return 1 - (volts < 0 ? n / highestN : lowestN / n) ** 10;
  }

  private prepare(n: number, volts: number): void {
    const { plugN, mobility, cellLength, resetThermalShare, nominalRadius } = this.parameters;
    const conductivity = CHARGE_NUMBER * ELEMENTARY_CHARGE * mobility * 1e26 * this.area;
    this.volts = Math.abs(volts);
    this.backward = volts < 0;
    this.discOhms = this.disc / (n * conductivity);
    this.plugOhms = (cellLength - this.disc) / (plugN * conductivity);
    this.resistance = this.discOhms + this.plugOhms + this.series;
    const wider = (Math.PI * nominalRadius * nominalRadius) / this.area;
    this.heatResistance = this.heat * wider * (this.backward ? 1 : resetThermalShare);
    this.contact.set(n, this.area);
  }

  /** Current, A, through all but the contact: the root of I R + L I³ = V − V_s, L from the heat of the line. */
  private currentBeside(contact: number): number {
    const { resistance, lineHeat } = this;
    const rest = this.volts - contact;
    let current = rest / resistance;
    for (let k = 0; k < 20; k++) {
      const cube = lineHeat * current * current;
      const step = (current * (resistance + cube) - rest) / (resistance + 3 * cube);
      current -= step;
      if (Math.abs(step) <= 1e-16 * current) break;
    }
    return current;
  }

  private temperature(contact: number, current: number): number {
    const power = current * (contact + current * (this.discOhms + this.plugOhms));
    return this.parameters.ambientKelvin + power * this.heatResistance;
  }

  /** Field that drives the ions, V/m: that of the disc in SET, that of the whole cell in RESET. */
  private field(volts: number): number {
    const { amperes, discOhms, disc, series, lineHeat } = this;
    if (this.backward) return (amperes * discOhms) / disc;
    const drop = amperes * (series + lineHeat * amperes * amperes);
    return (volts - drop) / this.parameters.cellLength;
  }

  /** The lowest voltage of the contact at which the currents agree: below the flat band there may be three. */
  private highestCurrentRoot(): number {
    const end = Math.min(this.contact.flatBand, this.volts);
    let [last, before] = [0, 0];
    let [lastResidual, beforeResidual] = [-this.currentBeside(0), -Infinity];
    for (let k = 1; k <= SCAN; k++) {
      const share = k / SCAN;
      // Closer steps towards the flat band, where the barrier changes fastest.
      const next = end * share * (2 - share);
      const residual = this.at(next);
      const summit = lastResidual > beforeResidual && lastResidual > residual;
      const above = residual >= 0 ? next : summit ? this.aboveZero(before, next) : -1;
      if (above >= 0) return bracketedRoot(this, residual >= 0 ? last : before, above);
      [before, last] = [last, next];
      [beforeResidual, lastResidual] = [lastResidual, residual];
    }
    return bracketedRoot(this, last, this.volts);
  }

  /** A place between two others where the residual is not below 0, if its summit there reaches so far; else −1. Golden-section search. */
  private aboveZero(from: number, to: number): number {
    const golden = (Math.sqrt(5) - 1) / 2;
    let [low, high] = [from, to];
    for (let k = 0; k < SUMMIT; k++) {
      const left = high - golden * (high - low);
      const right = low + golden * (high - low);
      const [onLeft, onRight] = [this.at(left), this.at(right)];
      if (onLeft >= 0) return left;
      if (onRight >= 0) return right;
      if (onLeft > onRight) high = right;
      else low = left;
    }
    return -1;
  }
}
