/**
 * Positions moved as little as possible (in the sense of least squares) until neighbours are `gap` apart
 * and all lie in [low, high]: isotonic regression of the gap-reduced positions, by pooling neighbours.
 */
export function spreadApart(positions: number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b] || a - b);
  const reduced = isotonic(order.map((i, rank) => positions[i] - rank * gap));
  const top = Math.max(low, high - (positions.length - 1) * gap);
  const spread = positions.slice();
  order.forEach((i, rank) => {
    spread[i] = Math.min(Math.max(reduced[rank], low), top) + rank * gap;
  });
  return spread;
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
