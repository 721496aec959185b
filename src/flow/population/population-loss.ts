import type { Objective } from '../../core/maths/objective.js';
import type { Network } from '../../networks/network.js';
import { checkTeacher } from './check-teacher.js';
import { H01, H02, H10, H11, H20, MOMENTS, SINGLE_MOMENTS, type Expectation } from './expectation.js';
import { expectationOf } from './expectations.js';
import { NeuronRows } from './neuron-rows.js';
import { PairGeometry } from './pair-geometry.js';
import { addCurvature, addSlope, type NeuronPlace } from './plane-sums.js';

/**
 * The loss of infinitely many samples: E Σ (student − teacher)² over inputs x ~ N(0, 1), for networks with one hidden layer. It is a sum over
 * pairs of neurons, with exact gradient and Hessian (Saad and Solla, Phys. Rev. Lett. 74, 4337, 1995, for erf without biases).
 */
export class PopulationLoss implements Objective {
  readonly size: number;
  private readonly expectation: Expectation;
  private readonly all: NeuronRows;
  private readonly pair: PairGeometry;
  private readonly moments = new Float64Array(MOMENTS);
  private readonly single = new Float64Array(SINGLE_MOMENTS);
  private readonly places: readonly NeuronPlace[];
  /** offsets of the outputs before a student is taken in */
  private readonly teacherOffsets: Float64Array;
  /** the part of the loss that no student changes */
  private readonly constant: number;

  /** @throws UsageError if the two do not have one hidden layer of the same activation, and the same inputs and outputs */
  constructor(
    private readonly student: Network,
    teacher: Network,
    teacherParameters: Float64Array,
  ) {
    checkTeacher(student, teacher);
    const { inputs, outputs, layers } = student;
    const [hidden] = layers;
    this.size = student.size;
    this.expectation = expectationOf(hidden.activation);
    this.all = new NeuronRows(inputs, outputs, hidden.width + teacher.layers[0].width);
    this.pair = new PairGeometry(inputs, this.all.rows, this.all.lengths);
    this.places = Array.from({ length: hidden.width }, (_, i) => ({
      first: hidden.first + i * hidden.rowLength,
      inputs,
      bias: hidden.bias,
    }));
    this.all.load(teacher, teacherParameters, hidden.width, -1);
    this.teacherOffsets = this.all.offsets.slice();
    this.constant = this.ofTeacher(hidden.width);
  }

  value(parameters: Float64Array): number {
    return this.evaluate(parameters, 0);
  }

  gradient(parameters: Float64Array, gradient: Float64Array): number {
    return this.evaluate(parameters, 1, gradient);
  }

  hessian(parameters: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
    return this.evaluate(parameters, 2, gradient, hessian);
  }

  private evaluate(
    parameters: Float64Array,
    order: number,
    gradient?: Float64Array,
    hessian?: Float64Array,
  ): number {
    const { width } = this.student.layers[0];
    this.all.offsets.set(this.teacherOffsets);
    this.all.load(this.student, parameters, 0, 1);
    gradient?.fill(0);
    hessian?.fill(0);
    let value = this.constant;
    for (let i = 0; i < width; i++) {
      for (let k = i; k < this.all.count; k++) {
        this.expectation.pair(this.pair.take(i, k), order, this.moments);
        value += (i === k ? 1 : 2) * this.all.coupling(i, k) * this.moments[0];
        if (gradient) this.addPairSlopes(i, k, gradient);
        if (hessian) this.addPairCurvatures(i, k, hessian);
      }
    }
    return value + this.addSingles(width, gradient, hessian);
  }

  private addPairSlopes(i: number, k: number, gradient: Float64Array): void {
    const { moments, pair, places } = this;
    const { shares, count: neurons } = this.all;
    const coupling = 2 * this.all.coupling(i, k);
    const isOther = k < places.length && k !== i;
    addSlope(gradient, places[i], coupling, moments, H10, pair);
    if (isOther) addSlope(gradient, places[k], coupling, moments, H01, pair);
    for (let o = 0; o * neurons < shares.length; o++) {
      gradient[this.shareAt(o, i)] += 2 * shares[o * neurons + k] * moments[0];
      if (isOther) gradient[this.shareAt(o, k)] += 2 * shares[o * neurons + i] * moments[0];
    }
  }

  private addPairCurvatures(i: number, k: number, hessian: Float64Array): void {
    const { moments, pair, places, size } = this;
    const coupling = 2 * this.all.coupling(i, k);
    addCurvature(hessian, size, places[i], places[i], coupling, moments, H20, pair);
    this.addMixed(i, k, H10, hessian);
    if (k === i) addCurvature(hessian, size, places[i], places[i], coupling, moments, H11, pair);
    if (k >= places.length || k === i) return;
    addCurvature(hessian, size, places[k], places[k], coupling, moments, H02, pair);
    addCurvature(hessian, size, places[i], places[k], coupling, moments, H11, pair);
    addCurvature(hessian, size, places[k], places[i], coupling, moments, H11, pair);
    this.addMixed(k, i, H01, hessian);
  }

  /** Adds the second derivatives by shares of neurons j and k and by the row of j, and by both shares. */
  private addMixed(j: number, k: number, at: number, hessian: Float64Array): void {
    const { moments, places, size } = this;
    const { shares, count: neurons } = this.all;
    for (let o = 0; o * neurons < shares.length; o++) {
      const own = this.shareAt(o, j);
      this.addBoth(hessian, own, places[j], 2 * shares[o * neurons + k], at);
      if (k >= places.length) continue;
      const other = this.shareAt(o, k);
      this.addBoth(hessian, other, places[j], 2 * shares[o * neurons + j], at);
      hessian[own * size + other] += 2 * moments[0];
    }
  }

  /** Adds a slope to a row and to a column of the Hessian. */
  private addBoth(hessian: Float64Array, share: number, place: NeuronPlace, factor: number, at: number, moments = this.moments): void {
    const { size, pair } = this;
    addSlope(hessian, { ...place, first: share * size + place.first }, factor, moments, at, pair);
    addSlope(hessian, { ...place, first: place.first * size + share, stride: size }, factor, moments, at, pair);
  } // prettier-ignore

  /** What offsets of outputs add: 2 c E[f] + c². */
  private addSingles(width: number, gradient?: Float64Array, hessian?: Float64Array): number {
    const { moments, single, places, size, pair } = this;
    const { offsets, shares, count: neurons } = this.all;
    const hasOffset = this.student.layers[1].bias;
    let value = 0;
    for (let o = 0; o < offsets.length; o++) {
      value += offsets[o] * offsets[o];
      if (hasOffset && gradient) gradient[this.shareAt(o, width)] += 2 * offsets[o];
      if (hasOffset && hessian) hessian[this.shareAt(o, width) * (size + 1)] += 2;
    }
    for (let i = 0; i < neurons; i++) {
      pair.take(i, i);
      this.expectation.single(pair.r1, pair.b1, single);
      moments.fill(0);
      moments.set(single.subarray(1, 3), H10);
      moments.set(single.subarray(3, 6), H20);
      // The third of them is that of u₁² − 1.
      [moments[H20 + 2], moments[H20 + 3]] = [0, single[5]];
      for (let o = 0; o < offsets.length; o++) {
        const share = shares[o * neurons + i];
        const offset = hasOffset ? this.shareAt(o, width) : -1;
        value += 2 * offsets[o] * share * single[0];
        if (gradient && hasOffset) gradient[offset] += 2 * share * single[0];
        if (i >= width) continue;
        if (gradient) {
          gradient[this.shareAt(o, i)] += 2 * offsets[o] * single[0];
          addSlope(gradient, places[i], 2 * offsets[o] * share, moments, H10, pair);
        }
        if (!hessian) continue;
        addCurvature(hessian, size, places[i], places[i], 2 * offsets[o] * share, moments, H20, pair);
        this.addBoth(hessian, this.shareAt(o, i), places[i], 2 * offsets[o], H10);
        if (!hasOffset) continue;
        this.addBoth(hessian, offset, places[i], 2 * share, H10);
        hessian[offset * size + this.shareAt(o, i)] += 2 * single[0];
        hessian[this.shareAt(o, i) * size + offset] += 2 * single[0];
      }
    }
    return value;
  }

  /** Place among the parameters of what a neuron adds to an output; that of the last neuron + 1 is the output's offset. */
  private shareAt(output: number, neuron: number): number {
    const last = this.student.layers[1];
    return last.first + output * last.rowLength + neuron;
  }

  private ofTeacher(width: number): number {
    let value = 0;
    for (let i = width; i < this.all.count; i++)
      for (let k = i; k < this.all.count; k++) {
        this.expectation.pair(this.pair.take(i, k), 0, this.moments);
        value += (i === k ? 1 : 2) * this.all.coupling(i, k) * this.moments[0];
      }
    return value;
  }
}
