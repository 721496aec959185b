/** A part of one triangle: a line of the spectrum and its weight. */
interface Band {
  /** first line of the spectrum */
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * Triangles of equal width in mel, m = 2595 lg(1 + f/700 Hz), whose weights have the sum 1; each begins at its neighbour's top.
 * @param spacing of the lines of the spectrum, in Hz
 */
export function melBands(count: number, highest: number, spacing: number): readonly Band[] {
  const edges = edgesOf(count, highest);
  return Array.from({ length: count }, (_, b) => {
    const [low, middle, high] = edges.slice(b, b + 3);
    const first = Math.floor(low / spacing) + 1;
    const lines = Math.ceil(high / spacing) - first;
    const weights = Float64Array.from({ length: lines }, (__, k) => {
      const at = (first + k) * spacing;
      return at <= middle ? (at - low) / (middle - low) : (high - at) / (high - middle);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Where the triangles have their tops, in Hz. */
export function melMiddles(count: number, highest: number): number[] {
  return edgesOf(count, highest).slice(1, -1);
}

/** Where triangles begin, have their tops and end: each edge is the top of one, and ends its neighbours. */
function edgesOf(count: number, highest: number): number[] {
  const top = 2595 * Math.log10(1 + highest / 700);
  return Array.from({ length: count + 2 }, (_, i) => frequency((top * i) / (count + 1)));
}

function frequency(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}
