import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../core/errors.js';
import { ExperimentError, parseExperiment, type Experiment } from './experiment.js';

/** Reads an experiment from a YAML or JSON file. @throws UsageError that points at file, line and column */
export function readExperiment(path: string): Experiment {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot read the experiment: ${(error as Error).message}`);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number) => `${path}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const fault = document.errors[0];
  if (fault) throw new UsageError(`${place(fault.pos[0])}: ${fault.message.split('\n')[0]}`);
  try {
    return parseExperiment(document.toJS() ?? {});
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new UsageError(`${place(offsetOf(error.path))}: ${error.message}`);
  }

  /** Where the value at a path begins, or the innermost one that is there. */
  function offsetOf(keys: readonly PropertyKey[]): number {
    for (let depth = keys.length; depth > 0; depth--) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}
