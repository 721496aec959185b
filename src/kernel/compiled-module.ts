import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RunError } from '../core/errors.js';

/** What Node.js has, as far as it is used here. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const modules = new Map<string, object>();

/** The exports of a new instance of a compiled kernel, with a memory of its own. @param file in kernels/ */
export function compiled(file: string): object {
  let module = modules.get(file);
  if (module === undefined) modules.set(file, (module = compile(file)));
  return new WebAssembly.Instance(module).exports;
}

function compile(file: string): object {
  const root = dirname(createRequire(import.meta.url).resolve('memloop/package.json'));
  const path = join(root, 'kernels', file);
  try {
    return new WebAssembly.Module(readFileSync(path));
  } catch (error) {
    throw new RunError(
      `${path}: got no compiled loop: ${(error as Error).message}; run "npm run build", or set engine: ts`,
    );
  }
}
