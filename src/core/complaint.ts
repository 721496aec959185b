/** What a validator found wrong, of which only path and message matter here. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One clear sentence about the first thing that is wrong in a value: where, what was got, what was expected. */
export function complaint(issues: readonly Issue[], value: unknown): string {
  const { path, message } = issues[0];
  const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  return `${where}got ${shown(at(value, path))}: ${message}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path) inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return inner;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
