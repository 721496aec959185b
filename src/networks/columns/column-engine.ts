import type { Activation } from '../activations/activation.js';

/**
 * The arithmetic of networks on columns of samples. All numbers are in one array; a column is a run of them, and is told by the place of its
 * first number.
 */
export interface ColumnEngine {
  readonly numbers: Float64Array;
  /**
   * target(r) = Σ matrix(r, c) source(c), or adds it: weights times columns.
   * The matrix has steps from row to row and from column to column; target rows follow one another, and sources at their step.
   */
  combine(
    target: number,
    rows: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
    source: number,
    sourceStep: number,
    columns: number,
    length: number,
    add: boolean,
  ): void;
  /** matrix(r, c) += left(r) · right(c): all scalar products of two runs of columns. */
  dots(
    left: number,
    rows: number,
    right: number,
    columns: number,
    length: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
  ): void;
  /** target(r) = left(r) · right, number by number, or adds it: some columns times one. The target may be one of them. */
  multiply(target: number, left: number, rows: number, right: number, length: number, add: boolean): void;
  /** f(z), f′(z) and, unless its place is NONE, f″(z). */
  fill(
    activation: Activation,
    z: number,
    length: number,
    value: number,
    slope: number,
    curvature: number,
  ): void;
}

/** Makes an engine with room for this many numbers, all 0. */
export type MakeEngine = (numbers: number) => ColumnEngine;
