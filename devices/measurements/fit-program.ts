import { UsageError } from '../../src/core/errors.js';
import type { CharacterisationHeader } from './characterisation-header.js';
import type { Table } from './table/find-table.js';

/** What files of measurements without branches can be used for. */
const UNFITTED: Readonly<Record<string, string>> = {
  iv: 'an I–V curve has no pulses of equal voltage; its use is the figure beside it, and the voltages at which the device switches',
  retention:
    'a retention has no pulses; its use is the loss over time, which memloop measure printed and its figure shows',
  disturb:
    'a read disturb has no pulses; its use is the drift with the number of reads, which its figure shows',
};

/** What is beside equal pulses in files that have branches. */
const BRANCHES: Readonly<Record<string, { rising?: true; verified?: true } | undefined>> = {
  ispp: { rising: true },
  levels: { verified: true },
};

/** What is known of the devices in a file, and a remark on what their fit holds for. */
interface FittedProgram {
  readonly known: Partial<Omit<CharacterisationHeader, 'program'>>;
  readonly table: Table;
  readonly notes: readonly string[];
}

/** A file of `memloop measure` as one that can be fitted. @throws UsageError for a measurement that cannot */
export function fitProgram(
  header: CharacterisationHeader | undefined,
  table: Table,
  where: string,
): FittedProgram {
  const { program, ...known }: Partial<CharacterisationHeader> = header ?? {};
  if (program !== undefined && Object.hasOwn(UNFITTED, program))
    throw new UsageError(
      `${where}: ${UNFITTED[program]}; for a fit, use memloop characterise or memloop measure endurance`,
    );
  const kept = BRANCHES[program ?? ''];
  if (kept?.rising) {
    const notes = ['amplitudes rise along a branch, so the curves hold for this staircase only'];
    const { conditions: _, ...others } = known;
    return { known: others, table, notes };
  }
  if (!kept?.verified) return { known, table, notes: [] };
  const polarity = table.names.indexOf('polarity');
  const rows = table.rows.filter(({ cells }) => cells[polarity] !== 'verify');
  return {
    known,
    table: { ...table, rows },
    notes: [`${table.rows.length - rows.length} readings of write and verify left out`],
  };
}
