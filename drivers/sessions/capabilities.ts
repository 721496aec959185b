/** What any board says about itself. */
export interface SessionCapabilities {
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly rows: number;
  readonly columns: number;
  /** range and step of the voltage on a row, µV */
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  readonly microvoltsStep: number;
  /** range of the width of a pulse, ns */
  readonly nanosMin: number;
  readonly nanosMax: number;
  /** maximum number of pulses in one train */
  readonly pulsesMax: number;
  /** maximum number of rows in one summed read; 0 if the board cannot sum */
  readonly rowset: number;
  readonly calibrated: boolean;
}

/** What a board says about itself before it is armed; it does not change until the next reset. */
export interface Capabilities extends SessionCapabilities {
  /** maximum compliance, pA */
  readonly picoampsMax: number;
  readonly adcBits: number;
  /** largest dose of one reading (`readDose`), mV·s; 0 if the board states none */
  readonly readDoseMax: number;
  /** whether boot ids come from a counter that survives a power cut, so that none repeats by chance */
  readonly durable: boolean;
  /** whether it measures its zeros at each ARM and subtracts them */
  readonly measuresZeros?: boolean;
}
