/** A disc in the plane. */
interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Corners of an outline, in turn. */
type Polygon = readonly (readonly [x: number, y: number])[];

/** What lies in the plane of a task: plain data, so that a report draws it without the task. */
export interface Scene {
  /** the edge of the plane */
  readonly arena: Disc | Polygon;
  readonly walls: readonly Polygon[];
  /** where the task ends, if it lies still */
  readonly goal?: Disc;
  /** what the marks are, as sentences */
  readonly legend: string;
}
