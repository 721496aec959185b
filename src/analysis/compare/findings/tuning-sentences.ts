import type { Compared, Comparison } from '../comparison.js';

/** How the settings of the schemes were chosen. */
export function tuningSentence({ tuning, groups }: Comparison): string {
  const trials = groups.flatMap(({ compared }) => compared.flatMap(({ tuned }) => tuned?.trials ?? []));
  if (trials.length === 0)
    return 'All schemes have their default settings. Tuned, their order may change: --tune quick.';
  return `Every scheme was tuned by the same effort (${tuning}, ${Math.max(...trials).toLocaleString('en-US')} trial runs) on other seeds.`;
}

/** The settings whose best value lies at the edge of the search, as a sentence; false if there is none. */
export function edgeSentence({ tuned }: Compared): string | false {
  if (!tuned || tuned.edge.length === 0) return false;
  const values = tuned.edge.map((name) => `${name} ${tuned.settings[name] ?? ''}`.trimEnd());
  return `${values.join(', ')}: at the edge of the search`;
}

/** The settings that a search chose, with an arrow at those at the edge of the search; false if there was no search. */
export function tunedSettings({ tuned }: Compared): string | false {
  if (!tuned) return false;
  return Object.entries(tuned.settings)
    .map(([name, value]) => `${name} ${value}${tuned.edge.includes(name) ? ' (edge of the search)' : ''}`)
    .join(', ');
}
