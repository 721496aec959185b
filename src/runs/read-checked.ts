import { basename, dirname } from 'node:path';
import type { z } from 'zod';
import { complaint } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import { readText } from '../core/read-text.js';

/** A JSON file of a run's directory, checked against its form; its texts stand as they are written. @throws UsageError that names the file and the fault */
export function readChecked<T>(path: string, form: z.ZodType<T>): T {
  const value = readJson(path);
  const parsed = form.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(`${path}: ${complaint(parsed.error.issues, value)}`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readText(path)) as unknown;
  } catch (error) {
    throw new UsageError(
      `${dirname(path)} holds no readable run: ${basename(path)}: ${(error as Error).message}`,
    );
  }
}
