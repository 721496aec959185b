import type { SerialPort } from 'serialport';
import { RunError } from '../../src/core/errors.js';

/** One connection to one port, as npm serialport represents it. */
export type { SerialPort };

/** The library that opens ports. It is native, and loaded only when a port is needed. @throws RunError if it cannot be loaded */
export async function serialLibrary(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport');
  } catch (error) {
    throw new RunError(libraryRefusal((error as Error).message), { cause: error });
  }
}

/** Why the library cannot be loaded, with the remedy. @param glibc whether the C library of this Linux is glibc */
export function libraryRefusal(
  message: string,
  system = `${process.platform}-${process.arch}`,
  glibc = hasGlibc(),
): string {
  const cannot = `serial ports: cannot load npm serialport: ${message.split('\n')[0]}`;
  if (!/no native build/i.test(message))
    return `${cannot}: expected its binary for ${system} (install memloop again on this machine)`;
  const musl = system.startsWith('linux') && !glibc;
  const tools = musl ? 'apk add build-base linux-headers python3' : 'a C++ compiler, make and Python';
  return `${cannot}: there is no ready binary for ${system}${musl ? ' with musl' : ''}; build one: ${tools}, then npm rebuild @serialport/bindings-cpp --build-from-source`;
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
