import { createRequire } from 'node:module';
import { complaint } from '../../src/core/complaint.js';
import { UsageError } from '../../src/core/errors.js';
import { printableTree } from '../../src/core/printable.js';
import { readText } from '../../src/core/read-text.js';
import { DEVICE_FILE_VERSION, deviceFileForm, type DeviceFile } from './device-form.js';

/** Checks that a value is a device file. @throws UsageError that names `where` and the path of the fault */
export function parseDeviceFile(value: unknown, where: string): DeviceFile {
  const parsed = deviceFileForm.safeParse(value);
  if (parsed.success) return printableTree(parsed.data);
  throw new UsageError(
    `${where}: ${complaint(parsed.error.issues, value)} (expected a device file of version ${DEVICE_FILE_VERSION}, as memloop fit writes it)`,
  );
}

/** Reads a device file. @throws UsageError if the file is unreadable, not JSON, or no device file */
export function readDeviceFile(path: string): DeviceFile {
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new UsageError(`${path}: cannot read the device file: ${(error as Error).message}`);
  }
  try {
    return parseDeviceFile(JSON.parse(text), path);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new UsageError(`${path}: expected a device file as JSON: ${error.message}`);
    throw error;
  }
}

/** The 27 measured devices of doi:10.1038/s42256-025-01149-w, fitted by `memloop fit`. */
export function shippedDevices(): DeviceFile {
  const load = createRequire(import.meta.url);
  return parseDeviceFile(load('memloop/fits/almond8.json'), 'memloop/fits/almond8.json');
}
