import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Addresses of columns in the kernel’s memory (kernels/*.ts). */
type Column =
  | 'actionStream' | 'startStream' | 'writeStream' | 'readStream' | 'cycleStream'
  | 'preference' | 'weight' | 'believed' | 'sets' | 'resets' | 'reads' | 'drivenActors' | 'drivenCritic'
  | 'range' | 'curve' | 'lowest' | 'highest' | 'white' | 'pink' | 'kept'
  | 'setPrice' | 'resetPrice' | 'readPrice'; // prettier-ignore

type Exports = Readonly<Record<Column, { readonly value: number }>> & {
  readonly updates: { readonly value: number };
  readonly joules: { readonly value: number };
  readonly memory: { readonly buffer: ArrayBuffer };
  reserve(bytes: number): number;
  useTask(isWaterMaze: boolean, cells: number, reach: number, width: number): void;
  useDevices(curves: number, cycles: number, openLoop: boolean, noisyWrites: boolean, noisyReads: boolean): void;
  useLearning(rate: number, discount: number, temperature: number, threshold: number, stepLimit: number, actions: number): void;
  begin(): void;
  advance(episodes: number, moves: number, truncated: number): void;
}; // prettier-ignore

/** What Node.js has, as far as it is used here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

let compiled: object | undefined;

function compile(): object {
  const root = dirname(createRequire(import.meta.url).resolve('memloop/package.json'));
  return new WebAssembly.Module(readFileSync(join(root, 'kernels', 'loop.wasm')));
}

/** One instance of the compiled loop, with its memory. */
export class Kernel {
  readonly call: Exports;

  constructor() {
    compiled ??= compile();
    this.call = new WebAssembly.Instance(compiled).exports as Exports;
  }

  /** A column of floating-point numbers; valid until the next `reserve`. */
  numbers(column: Column, length: number): Float64Array {
    return new Float64Array(this.call.memory.buffer, this.call[column].value, length);
  }

  /** The same of whole numbers of 32 bits. */
  integers(column: Column, length: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.call.memory.buffer, this.call[column].value, length);
  }
}
