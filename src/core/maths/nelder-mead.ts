/** A point and the value of the function there. */
export interface Minimum {
  readonly x: number[];
  readonly value: number;
}

/** When a search ends. */
interface Limits {
  readonly evaluations: number;
  /** difference of the function over the simplex */
  readonly tolerance: number;
}

/** A minimum of a function without its derivatives: the downhill simplex (Nelder and Mead, Computer Journal 7, 1965). @param spread first steps along each axis */
export function nelderMead(
  of: (x: readonly number[]) => number,
  start: readonly number[],
  spread: readonly number[],
  { evaluations, tolerance }: Limits,
): Minimum {
  const spent = { evaluations: 0 };
  const at = (x: number[]): Minimum => {
    spent.evaluations++;
    return { x, value: of(x) };
  };
  const simplex = [
    at([...start]),
    ...start.map((_, i) => at(start.map((value, j) => (i === j ? value + spread[j] : value)))),
  ];
  const sorted = () => simplex.sort((a, b) => a.value - b.value);
  while (spent.evaluations < evaluations) {
    sorted();
    const worst = simplex.at(-1)!;
    if (worst.value - simplex[0].value < tolerance) break;
    const centre = start.map(
      (_, j) => simplex.slice(0, -1).reduce((sum, { x }) => sum + x[j], 0) / start.length,
    );
    const along = (share: number) => at(centre.map((value, j) => value + share * (worst.x[j] - value)));
    const next = moved(simplex, along);
    if (next) simplex[start.length] = next;
    else
      for (let i = 1; i < simplex.length; i++)
        simplex[i] = at(simplex[i].x.map((value, j) => (value + simplex[0].x[j]) / 2));
  }
  return sorted()[0];
}

/** The point that replaces the worst one: reflected, expanded or contracted; undefined if the whole simplex must shrink. */
function moved(simplex: readonly Minimum[], along: (share: number) => Minimum): Minimum | undefined {
  const [best, worst] = [simplex[0], simplex.at(-1)!];
  const reflected = along(-1);
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < simplex.at(-2)!.value) return reflected;
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}
