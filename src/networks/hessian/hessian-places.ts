import type { Take } from '../columns/places.js';
import type { Network } from '../network.js';

/** Products of two inputs that are held at once. */
export const CHUNK = 48;
/** Inputs times a number of each sample that are held at once, at least. */
export const ROWS = 16;

/** Where the Hessian and what it is made of are held. */
export type HessianPlaces = ReturnType<typeof hessianPlaces>;

/** Takes room for the Hessian of a network. */
export function hessianPlaces(take: Take, network: Network, blockLength: number) {
  const widths = network.layers.map(({ width }) => width);
  const { size } = network;
  return {
    size,
    matrix: take(size * size),
    /** S of each layer: [(j × width + k) × count + sample]; of the first layer one row at a time */
    second: widths.map((width, l) => take((l > 0 ? width : 1) * width * blockLength)),
    /** A of the layer above each: [(above × width + j) × count + sample] */
    above: widths.map((width, l) => take((widths[l + 1] ?? 0) * width * blockLength)),
    same: sameLayerPlaces(take, network, blockLength),
    pairs: pairPlaces(take, network, blockLength),
  };
}

/** Takes room for the blocks of the Hessian on its diagonal. */
function sameLayerPlaces(take: Take, { layers }: Network, blockLength: number) {
  const most = Math.max(...layers.map(({ rowLength }) => pairsOf(rowLength)));
  const products = Math.min(CHUNK, most);
  const widest = Math.max(...layers.map(({ width }) => width));
  return {
    products: take(products * blockLength),
    sums: take(products * widest),
    column: take(blockLength),
    rows: take(ROWS * blockLength),
  };
}

/** Takes room for the blocks of the Hessian beside its diagonal. */
function pairPlaces(take: Take, { layers }: Network, blockLength: number) {
  const widths = layers.map(({ width }) => width);
  const longest = Math.max(...layers.map(({ rowLength }) => rowLength));
  const widest = Math.max(...widths);
  const chained = widths.length > 2 ? widest * widest * blockLength : 0;
  return {
    rows: take((ROWS + longest) * blockLength),
    column: take(blockLength),
    /** C(m), W C and A of layers that are not neighbours */
    chain: take(chained),
    through: take(chained),
    bent: take(chained),
    next: take(chained),
  };
}

function pairsOf(inputs: number): number {
  return (inputs * (inputs + 1)) / 2;
}
