/** What a board says of itself, and never changes before its next reset. */
export interface Capabilities {
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly rows: number;
  readonly columns: number;
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  readonly microvoltsStep: number;
  readonly nanosMin: number;
  readonly nanosMax: number;
  readonly pulsesMax: number;
  readonly picoampsMax: number;
  /** rows that one READSET can drive; 0 where the board sums nothing itself */
  readonly rowset: number;
  readonly adcBits: number;
  readonly calibrated: boolean;
  /** whether its boot ids come from a counter that outlives the power, and so never repeat by chance */
  readonly durable: boolean;
}
