/**
 * Copper wires by technology node F in nm: resistivity (1e-8 Ω m) and aspect ratio of a wire F wide. Source: `Array.h` of NeuroSim.
 */
const nodes: ReadonlyMap<number, { readonly resistivity: number; readonly aspect: number }> = new Map([
  [200, { resistivity: 2.42, aspect: 2.1 }],
  [100, { resistivity: 2.73, aspect: 2.3 }],
  [50, { resistivity: 3.91, aspect: 2.34 }],
  [40, { resistivity: 4.03, aspect: 1.9 }],
  [32, { resistivity: 4.51, aspect: 1.9 }],
  [22, { resistivity: 5.41, aspect: 2.0 }],
  [14, { resistivity: 7.43, aspect: 2.1 }],
]);

/** The technology nodes with known wires, nm. */
export const technologyNodes: readonly number[] = [...nodes.keys()];

/** The resistance of one cell's piece of wire, ohms: ρ · pitch F / (F² · aspect ratio). @param pitch length of a cell, in F */
export function ohmsOfNode(node: number, pitch: number): number {
  const { resistivity, aspect } = nodes.get(node)!;
  return (resistivity * 1e-8 * pitch) / (node * 1e-9 * aspect);
}
