/** Currents into the rows' nodes at columns that are x above their volts: u = G volts + K x. */
export function draw(
  conductance: Float64Array,
  coupling: Float64Array,
  volts: Float64Array,
  x: Float64Array,
  u: Float64Array,
): void {
  const columns = volts.length;
  for (let e = 0; e < u.length;)
    for (let j = 0; j < columns; j++, e++) u[e] = conductance[e] * volts[j] + coupling[e] * x[e];
}

/** What is left of each column node's current: r = K (u − volts − x) less what flows away through the columns' wires at x. */
export function remain(
  coupling: Float64Array,
  volts: Float64Array,
  siemens: number,
  x: Float64Array,
  u: Float64Array,
  r: Float64Array,
): void {
  const columns = volts.length;
  const last = r.length - columns;
  for (let e = 0; e <= last;) {
    const above = e === 0 ? 0 : columns;
    const below = e === last ? 0 : columns;
    for (let j = 0; j < columns; j++, e++) {
      const away = siemens * (x[e] - x[e - above] + (x[e] - x[e + below]));
      r[e] = coupling[e] * (u[e] - volts[j] - x[e]) - away;
    }
  }
}
