import type { Lead } from '../../report/page/lead.js';
import type { Winners } from './winners.js';

/** How often each scheme wins, in a sentence; the number is that of the scheme that wins most often. */
export function winnersLead({ schemes, cells }: Winners): Lead {
  const ranked = schemes
    .map((name, scheme) => {
      const won = cells.filter((cell) => cell.scheme === scheme);
      return { name, won: won.length, clear: won.filter(({ tied }) => tied.length === 0).length };
    })
    .filter(({ won }) => won > 0)
    .sort((a, b) => b.won - a.won);
  const [first, ...others] = ranked;
  const rest = others.map(({ name, won, clear }) => `${name} in ${won} (clearly in ${clear})`);
  const behind = rest.length > 0 ? `; ${rest.join(', ')}` : '';
  return {
    sentence: `${first.name} has the best final steps in ${first.won} of ${cells.length} settings, clearly in ${first.clear}${behind}.`,
    number: `${first.won} of ${cells.length}`,
    of: `settings in which ${first.name} is best`,
  };
}
