import type { ChipRow } from '../../../runs/networks/read-chip.js';
import { count } from '../../page/caption.js';
import type { Lead } from '../../page/lead.js';
import { byCondition, chipGroups, probesNeeded } from './chip-table.js';

/** From how many probes the weights of each condition are out. */
export function chipLead(rows: readonly ChipRow[], repeats: number): Lead {
  const conditions = byCondition(chipGroups(rows));
  const chips = conditions[0][1][0].chips;
  const most = Math.max(...rows.map(({ probes }) => probes));
  const needed = conditions.map(([name, groups]) => ({ name, probes: probesNeeded(groups) }));
  const out = needed.filter(({ probes }) => probes !== undefined);
  const each = repeats === 1 ? '' : `, each the mean of ${repeats} answers`;
  const words = needed.map(({ name, probes }) =>
    probes === undefined ? `${name} not always with ${most}` : `${name} from ${probes} on`,
  );
  const fewest = Math.min(...out.map(({ probes }) => probes!));
  return {
    sentence: `Probes that give away all weights of ${count(chips, 'chip')}${each}: ${words.join(', ')}.`,
    number: out.length === 0 ? `> ${most}` : String(fewest),
    of: out.length === 0 ? 'probes are needed in every condition' : `probes at least, in the easiest of ${count(needed.length, 'condition')}`,
  };
} // prettier-ignore
