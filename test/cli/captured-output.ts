import { afterEach, beforeEach, vi } from 'vitest';

/** What commands that run within a test print. */
interface CapturedOutput {
  /** on stdout */
  printed: string;
  /** on stderr */
  noted: string;
}

/** Captures stdout and stderr in each test of a file. @param columns of the terminal: many, so that no sentence is broken */
export function capturedOutput(columns = 10_000): CapturedOutput {
  const output = { printed: '', noted: '' };
  beforeEach(() => {
    Object.assign(output, { printed: '', noted: '' });
    process.stdout.columns = columns;
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((output.printed += String(text)), true));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((output.noted += String(text)), true));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    delete (process.stdout as { columns?: number }).columns;
  });
  return output;
}
