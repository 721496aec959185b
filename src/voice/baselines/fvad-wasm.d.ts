declare module '@echogarden/fvad-wasm' {
  /** libfvad as compiled: pointers are numbers. */
  interface Fvad {
    readonly HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(detector: number): void;
    _fvad_set_mode(detector: number, mode: number): number;
    _fvad_set_sample_rate(detector: number, rate: number): number;
    _fvad_process(detector: number, samples: number, length: number): number;
  }
  const load: () => Promise<Fvad>;
  export default load;
}
