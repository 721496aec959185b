/**
 * Positions with a distance of at least `gap` between neighbours, all within [low, high], moved as little as possible in the
 * sense of least squares: isotonic regression of position − rank · gap, by pooling neighbours.
 */
export function separatePositions(positions: number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b] || a - b);
  const reduced = isotonic(order.map((i, rank) => positions[i] - rank * gap));
  const top = Math.max(low, high - (positions.length - 1) * gap);
  const separated = positions.slice();
  order.forEach((i, rank) => {
    separated[i] = Math.min(Math.max(reduced[rank], low), top) + rank * gap;
  });
  return separated;
}

function isotonic(values: number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && mean(last) > mean(pool); last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => Array.from({ length: pool.count }, () => mean(pool)));
}

function mean(pool: { sum: number; count: number }): number {
  return pool.sum / pool.count;
}
