/** "; did you mean reram-es?" where one of some names is close to what was written; otherwise nothing. */
export function nearest(written: unknown, names: readonly unknown[]): string {
  if (typeof written !== 'string') return '';
  const scored = names
    .filter((name) => typeof name === 'string')
    .map((name) => ({ name, distance: distance(written.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = scored[0];
  if (!best || best.distance === 0 || best.distance > Math.max(1, Math.floor(written.length / 3))) return '';
  return `; did you mean ${best.name}?`;
}

/** Insertions, deletions, replacements and exchanged neighbours between two words (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const exchanged = j > 1 && i > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (exchanged) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[other.length];
}
