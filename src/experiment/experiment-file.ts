import { dirname, isAbsolute, join } from 'node:path';
import type { Document, YAMLMap } from 'yaml';
import { UsageError } from '../core/errors.js';
import { readText } from '../core/read-text.js';
import { ExperimentError, parseExperiment, type Experiment } from './experiment.js';
import { parseSweep, type SweptExperiment } from './sweep/sweep.js';
import { yamlFault } from './files/yaml-fault.js';
import { yamlLibrary } from './yaml-library.js';

/**
 * Reads an experiment from a YAML or JSON file; a path in it is meant from the file's directory.
 *
 * @throws UsageError that points at file, line and column
 */
export function readExperiment(path: string): Experiment {
  const experiment = readYaml(path, (value) => {
    if (!Object.hasOwn(value, 'sweep')) return parseExperiment(value);
    throw new ExperimentError(
      `sweep: got a sweep: expected an experiment without it, or the command: memloop sweep ${path}`,
      ['sweep'],
    );
  });
  return withDevicesFrom(path, experiment);
}

/** Reads a sweep from a YAML or JSON file as an experiment is read. @throws UsageError that points at file, line and column */
export function readSweep(path: string): SweptExperiment {
  const { experiment, ...swept } = readYaml(path, parseSweep);
  return { experiment: withDevicesFrom(path, experiment), ...swept };
}

/** The plugins that a file names, before anything else of it is checked; none where it cannot be read. */
export function pluginsNamedIn(path: string): string[] {
  try {
    const { parseDocument } = yamlLibrary();
    const text = readText(path);
    if (yamlFault(text)) return [];
    const value = parseDocument(text, { logLevel: 'error', merge: true }).toJS() as unknown;
    const { plugins } = value as { plugins?: unknown };
    return Array.isArray(plugins) ? plugins.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
}

/** What a parser makes of a YAML or JSON file. @throws UsageError that points at file, line and column */
export function readYaml<Result>(path: string, parse: (value: object) => Result): Result {
  const { parseDocument } = yamlLibrary();
  const text = read(path);
  const odd = yamlFault(text);
  const refusal = (offset: number, message: string) => {
    const lines = text.slice(0, offset).split('\n');
    return new UsageError(`${path}:${lines.length}:${lines.at(-1)!.length + 1}: ${message}`);
  };
  if (odd) throw refusal(odd.offset, odd.message);
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', merge: true });
  const fault = document.errors[0];
  if (fault) throw refusal(fault.pos[0], essence(fault.message));
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw refusal(strayAlias(document), essence((error as Error).message));
  }
  try {
    return parsedWithoutHolders(document, (value ?? {}) as Record<string, unknown>, parse);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw refusal(offsetOf(document, error.path), error.message);
  }
}

/** What a parser makes of a value. Objects that are only there to be merged elsewhere, with <<, are no settings. */
function parsedWithoutHolders<Result>(
  document: Document,
  value: Record<string, unknown>,
  parse: (value: object) => Result,
): Result {
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof ExperimentError && error.isUnknown)) throw error;
    const [key] = error.path;
    const node = document.get(key, true);
    if (error.path.length > 1 || !yamlLibrary().isMap(node) || !isMeantElsewhere(document, node)) throw error;
    const { [key as string]: _, ...others } = value;
    return parsedWithoutHolders(document, others, parse);
  }
}

/** Whether an alias outside of an object stands for it. */
function isMeantElsewhere(document: Document, node: YAMLMap): boolean {
  const { visit } = yamlLibrary();
  let found = false;
  visit(document, {
    Alias: (_, alias, ancestors) => {
      if (alias.resolve(document) !== node || ancestors.includes(node)) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function read(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new UsageError(`${path}: cannot read the experiment: ${(error as Error).message}`);
  }
}

/** What a file says, with the path of its device file as it is from here. */
export function withDevicesFrom<Written extends { devices?: string | undefined }>(
  path: string,
  experiment: Written,
): Written {
  const { devices } = experiment;
  if (devices === undefined || devices === 'almond8' || isAbsolute(devices)) return experiment;
  return { ...experiment, devices: join(dirname(path), devices) };
}

/** A parser's first clause, without its advice to programmers. */
function essence(message: string): string {
  const clause = message.split(/\n|; |\. /)[0].replace(/\.$/, '');
  return clause.charAt(0).toLowerCase() + clause.slice(1);
}

/** Where the value at a path begins, or the innermost one that is there. */
function offsetOf(document: Document, keys: readonly PropertyKey[]): number {
  const { isNode } = yamlLibrary();
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the first alias without an anchor stands. */
function strayAlias(document: Document): number {
  const { visit } = yamlLibrary();
  let offset = 0;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
