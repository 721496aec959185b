import { existsSync } from 'node:fs';

/** The ending of copies that replaces no earlier copy of a table. */
export function freeEnding(paths: readonly string[]): string {
  for (let i = 1; ; i++) {
    const ending = i === 1 ? '.damaged' : `.damaged-${i}`;
    if (!paths.some((path) => existsSync(`${path}${ending}`))) return ending;
  }
}
