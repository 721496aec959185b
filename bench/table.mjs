// A section of the bench as text.

/** A section as Markdown. @param section { title, columns, rows, notes }: notes are sentences below the table */
export function markdown({ title, columns, rows, notes = [] }) {
  const table = [columns, columns.map((_, i) => (i ? '---:' : '---')), ...rows];
  const lines = table.map((row) => `| ${row.join(' | ')} |`).join('\n');
  const below = notes.filter(Boolean).join(' ');
  return `## ${title}\n\n${lines}\n${below && `\n${below}\n`}`;
}

/** A number with some decimals; a dash if there is none. */
export function shown(value, decimals = 0) {
  return value === undefined ? '–' : value.toFixed(decimals);
}

/** One number divided by another with three digits at most; a dash if one is missing. */
export function ratio(value, other) {
  if (value === undefined || other === undefined) return '–';
  const times = value / other;
  return times.toFixed(times < 10 ? 2 : times < 100 ? 1 : 0);
}
