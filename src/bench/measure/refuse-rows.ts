import { UsageError } from '../../core/errors.js';

/** rows of a file that a program holds in memory with ease */
const MOST = 1_000_000;

/** Bounds the rows of a file. @param of what makes them, as an option @throws UsageError */
export function refuseRows(rows: number, perDecade: number, of: string): void {
  if (rows <= MOST) return;
  const fewer = perDecade === 0 ? 'take --per-decade 1 to 100' : 'lower --per-decade';
  throw new UsageError(
    `--per-decade: got ${perDecade}, which records ${rows} readings: expected at most ${MOST}: ${fewer}, or lower ${of}`,
  );
}
