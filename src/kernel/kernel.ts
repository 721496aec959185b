import { compiled } from './compiled-module.js';

/** Addresses of columns in the kernel’s memory, and its fixed sizes (kernels/*.ts). */
type Column =
  | 'actionStream' | 'startStream' | 'writeStream' | 'readStream' | 'cycleStream'
  | 'preference' | 'weight' | 'believed' | 'sets' | 'resets' | 'reads' | 'drivenActors' | 'drivenCritic'
  | 'range' | 'curve' | 'lowest' | 'highest' | 'white' | 'pink' | 'kept'
  | 'setPrice' | 'resetPrice' | 'readPrice'
  | 'ACTORS' | 'WEIGHTS' | 'CURVE' | 'LONGEST'; // prettier-ignore

/** Single numbers in it. */
type Scalar =
  | 'inPlane' | 'side' | 'extent' | 'width' | 'exact' | 'openLoop' | 'writeNoisy' | 'readNoisy' | 'cycles' | 'curves'
  | 'learningRate' | 'discount' | 'temperature' | 'threshold' | 'stepLimit' | 'actions' | 'updates' | 'joules' | 'trail' | 'trailEnd'; // prettier-ignore

type Exports = Readonly<Record<Column, { readonly value: number }> & Record<Scalar, { value: number }>> & {
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  begin(): void;
  advance(episodes: number, moves: number, truncated: number): void;
};

/** One instance of the compiled loop, with its memory. */
export class Kernel {
  readonly call: Exports;

  constructor() {
    this.call = compiled('loop.wasm') as Exports;
  }

  set(values: Partial<Record<Scalar, number | boolean>>): void {
    for (const [name, value] of Object.entries(values)) this.call[name as Scalar].value = Number(value);
  }

  /** A column of floating-point numbers, by default one for each weight; valid until the next `reserve`. */
  numbers(column: Column, length = this.call.WEIGHTS.value): Float64Array {
    return new Float64Array(this.call.memory.buffer, this.call[column].value, length);
  }

  /** The same of whole numbers of 32 bits. */
  integers(column: Column, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.call.memory.buffer, this.call[column].value, length);
  }
}
