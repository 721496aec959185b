/**
 * Parameters of the model JART VCM v1b: a filament whose disc of oxygen vacancies, of concentration N, lies at a Schottky contact
 * (Cüppers et al., APL Mater. 7:091105, 2019, doi:10.1063/1.5108654; Bengel et al., IEEE TCAS-I 67(12):4618, 2020).
 * Concentrations are in 1e26 m⁻³.
 */
export interface JartParameters {
  /** temperature of the surroundings, K */
  readonly ambientKelvin: number;
  /** relative permittivity of the oxide, ε_s */
  readonly permittivity: number;
  /** relative permittivity that lowers the Schottky barrier, ε_φB */
  readonly barrierPermittivity: number;
  /** Schottky barrier at zero field, φ_Bn0, eV */
  readonly barrier: number;
  /** distance of the Fermi level from the conduction band, φ_n, eV */
  readonly fermiLevel: number;
  /** electron mobility, m²/(V s) */
  readonly mobility: number;
  /** attempt frequency of a hop, ν₀, Hz */
  readonly attemptHertz: number;
  /** activation energy of a hop, ΔW_A, eV */
  readonly hopBarrier: number;
  /** hopping distance, a, m */
  readonly hopDistance: number;
  /** thermal resistance of the filament at `nominalRadius`, R_th0, K/W */
  readonly thermalResistance: number;
  /** share of it that acts in RESET */
  readonly resetThermalShare: number;
  /** radius of the filament for which the thermal resistance is given, m */
  readonly nominalRadius: number;
  /** radius of the filament, m */
  readonly radius: number;
  /** length of the cell, m */
  readonly cellLength: number;
  /** length of the disc, m */
  readonly discLength: number;
  /** resistance of the TiOx layer, Ω */
  readonly layerOhms: number;
  /** resistance of the line, R₀, Ω */
  readonly lineOhms: number;
  /** thermal resistance of the line, K/W */
  readonly lineThermalResistance: number;
  /** temperature coefficient of the line's resistance, 1/K */
  readonly lineCoefficient: number;
  /** lowest N of the disc */
  readonly lowestN: number;
  /** highest N of the disc */
  readonly highestN: number;
  /** N of the plug */
  readonly plugN: number;
}

/** JART VCM v1b as published, deterministic (doi:10.26165/JUELICH-DATA/LUA8QY). */
export const jartV1b: JartParameters = {
  ambientKelvin: 293,
  permittivity: 17,
  barrierPermittivity: 5.5,
  barrier: 0.18,
  fermiLevel: 0.1,
  mobility: 4e-6,
  attemptHertz: 2e13,
  hopBarrier: 1.35,
  hopDistance: 0.25e-9,
  thermalResistance: 15.72e6,
  resetThermalShare: 0.27,
  nominalRadius: 45e-9,
  radius: 45e-9,
  cellLength: 3e-9,
  discLength: 0.4e-9,
  layerOhms: 650,
  lineOhms: 719.2437,
  lineThermalResistance: 90471.47,
  lineCoefficient: 3.92e-3,
  lowestN: 0.008,
  highestN: 20,
  plugN: 20,
};

/** Above this temperature, K, the equations of JART VCM v1b hold for no real oxide. */
export const UNPHYSICAL_KELVIN = 1500;

/** Constants of nature, rounded as in the published Verilog-A file. */
export const ELEMENTARY_CHARGE = 1.602e-19;
export const BOLTZMANN = 1.3807e-23;
export const PLANCK = 6.626e-34;
export const VACUUM_PERMITTIVITY = 8.854e-12;
export const ELECTRON_MASS = 9.10938e-31;
/** effective Richardson constant, A/(m² K²) */
export const RICHARDSON = 6.01e5;
/** charge number of an oxygen vacancy */
export const CHARGE_NUMBER = 2;
