/** A place in the plane. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A disc in the plane. */
export interface Disc extends Place {
  readonly radius: number;
}

/** An upright rectangle, from (x1, y1) to (x2, y2). */
export interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** Corners of an outline, in turn. */
export type Polygon = readonly (readonly [x: number, y: number])[];

/** What lies in the plane of a task: plain data, so that a report draws it without the task. */
export interface Scene {
  /** what the task is called in a sentence: "water maze" */
  readonly name: string;
  /** the edge of the plane */
  readonly arena: Disc | Box;
  readonly walls: readonly Polygon[];
  /** where the task ends, if it lies still */
  readonly goal?: Disc;
  /** what the marks are, as sentences */
  readonly legend: string;
  /** moves of one length in directions of the compass, numbered clockwise from north */
  readonly moves?: { readonly length: number; readonly names: readonly string[] };
  /** what the learner does there, as sentences */
  readonly about?: string;
  /** what is particular to trajectories, as a sentence */
  readonly trajectories?: string;
}

/** A state with a word beside its square. */
export interface MarkedState {
  readonly state: number;
  readonly side: 'above' | 'below' | 'left';
}

/** States that can be numbered, as unit squares in the plane. */
export interface StateMap {
  /** what the task is called in a sentence: "T-maze" */
  readonly name: string;
  /** the middle of each state's square */
  readonly places: readonly Place[];
  readonly start: MarkedState;
  /** the state that carries the reward */
  readonly reward: MarkedState;
  /** what else to say of visits, as a sentence */
  readonly note?: string;
}
