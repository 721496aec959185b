import { UsageError } from './errors.js';
import { nearest } from './nearest.js';

/** What can be chosen by name: the kinds of one sort, in the order in which they are listed. */
export class Kinds<Kind> {
  private readonly kinds: Map<string, Kind>;
  /** how many kinds were added */
  private additions = 0;

  /** @param sort what they are, for refusals: "scheme" */
  constructor(
    readonly sort: string,
    builtIn: Readonly<Record<string, Kind>>,
  ) {
    this.kinds = new Map(Object.entries(builtIn));
  }

  /** Changes whenever a kind is added, so that what was made from the names can be made anew. */
  get revision(): number {
    return this.additions;
  }

  get names(): readonly string[] {
    return [...this.kinds.keys()];
  }

  get entries(): readonly (readonly [string, Kind])[] {
    return [...this.kinds];
  }

  has(name: string): boolean {
    return this.kinds.has(name);
  }

  /** @throws UsageError that lists the names */
  get(name: string): Kind {
    const kind = this.kinds.get(name);
    if (kind !== undefined) return kind;
    throw new UsageError(
      `got the ${this.sort} "${name}": expected one of ${this.names.join(', ')}${nearest(name, this.names)}${pluginRemedy(name)}`,
    );
  }

  /** @throws UsageError if the name is taken */
  add(name: string, kind: Kind): void {
    if (this.kinds.has(name)) {
      throw new UsageError(`got the ${this.sort} "${name}" twice: expected names that differ`);
    }
    this.kinds.set(name, kind);
    this.additions++;
  }
}

/** What to do about an unknown name that a plugin may have: one with a slash. */
export function pluginRemedy(name: string): string {
  return name.includes('/') ? `; load the plugin that has it with plugins: or --plugin` : '';
}
