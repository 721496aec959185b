/** Uniform and normal numbers of one seed. */
export class Random {
  constructor(seed: string);
  uniform(): number;
  normal(): number;
}
