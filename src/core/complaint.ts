import { nearest } from './nearest.js';
import { withHiddenShown } from './printable.js';

/** What a validator found wrong: the parts of it that a sentence needs. */
export interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly values?: readonly unknown[];
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly inclusive?: boolean;
  readonly keys?: readonly string[];
  /** of a union: what is wrong for each of its alternatives, with paths from the union on */
  readonly errors?: readonly (readonly Issue[])[];
}

const TYPES: Record<string, string> = {
  number: 'a finite number',
  int: 'a whole number',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What was expected, by the validator's code. */
const expectations: Record<string, (issue: Issue) => string> = {
  invalid_type: ({ expected = '' }) => `expected ${TYPES[expected] ?? expected}`,
  invalid_value: ({ values = [] }) =>
    `expected ${values.length > 1 ? 'one of ' : ''}${values.map(shown).join(', ')}`,
  too_small: ({ minimum, inclusive, origin }) =>
    `expected ${inclusive ? 'at least' : 'more than'} ${minimum}${unit(origin, minimum)}`,
  too_big: ({ maximum, inclusive, origin }) =>
    `expected ${inclusive ? 'at most' : 'less than'} ${maximum}${unit(origin, maximum)}`,
};

/** The issue to report: an unknown setting hides what is missing because of it, so it comes first. */
export function mainIssue(issues: readonly Issue[]): Issue {
  return issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
}

/** One clear sentence about what is wrong in a value: where, what was got, what was expected. */
export function complaint(issues: readonly Issue[], value: unknown): string {
  const issue = closest(mainIssue(issues));
  const path = placeOf(issue);
  const where = path.length > 0 ? `${path.map(String).join('.')}: ` : '';
  const got = issue.code === 'unrecognized_keys' ? 'an unknown setting' : shown(at(value, path));
  return `${where}got ${got}: ${expectation(issue)}${nearest(at(value, path), issue.values ?? [])}`;
}

/** A form's own words, which go on a sentence, or else ours for the validator's, which begin one. */
function expectation(issue: Issue): string {
  const own = /^[^A-Z]/.test(issue.message);
  return own ? issue.message : (expectations[issue.code]?.(issue) ?? issue.message);
}

/** The path of what is wrong: of the first key that is unknown, where keys are. */
export function placeOf(issue: Issue): readonly PropertyKey[] {
  const { path, keys = [] } = closest(issue);
  return [...path, ...keys.slice(0, 1)];
}

/** What is wrong for the alternative of a union that fits best; other issues as they are. */
function closest(issue: Issue): Issue {
  const fitting = issue.errors?.map(([first]) => closest(first)).sort((a, b) => fit(b) - fit(a))[0];
  return fitting ? { ...fitting, path: [...issue.path, ...fitting.path] } : issue;
}

/** An alternative of another type fits worst, then another value; best is one that is wrong only further inside. */
function fit({ code, path }: Issue): number {
  if (path.length > 0) return 3;
  return { invalid_type: 0, invalid_value: 1 }[code] ?? 2;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path) inner = (inner as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return inner;
}

/** Any value in a sentence: as JSON, and not too long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : json(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function json(value: unknown): string {
  try {
    return withHiddenShown(JSON.stringify(value) ?? `a ${typeof value}`);
  } catch {
    return 'something that contains itself';
  }
}

function unit(origin: string | undefined, limit: unknown): string {
  if (origin === 'array') return ' in the list';
  return origin === 'string' ? ` character${limit === 1 ? '' : 's'}` : '';
}
