import { statSync } from 'node:fs';

/** How soon an unplug is noticed at the latest, milliseconds. */
const INTERVAL_MS = 200;

/**
 * Tells when a port vanishes from the file system. npm serialport does not where the far end hangs up before its first
 * read: that read ends at once with nothing, and is begun again, for ever.
 *
 * @param path without links @returns what stops the watch
 */
export function watchPort(path: string, vanished: () => void): () => void {
  if (process.platform === 'win32') return () => {};
  const device = deviceAt(path);
  const timer = setInterval(() => {
    if (device === deviceAt(path)) return;
    clearInterval(timer);
    vanished();
  }, INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Number of the device at a path, or nothing. */
function deviceAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.rdev;
}
