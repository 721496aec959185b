import type { DataPlan } from '../../flow/data/flow-data.js';
import { ExperimentError } from '../experiment.js';
import { shown } from '../../core/complaint.js';
import type { ParsedFlow } from './flow-form.js';

const SOURCES = ['teacher', 'function', 'file'] as const;
/** What belongs to each source alone. */
const OWN = { teacher: ['inputs'], function: [], file: ['targets'] } as const;

/** The data of a file, checked. @throws ExperimentError for two sources or none, and for what the source does not have */
export function dataPlan({ data }: ParsedFlow): DataPlan {
  const named = SOURCES.filter((source) => data[source] !== undefined);
  if (named.length !== 1)
    throw wrong([], `got ${named.join(' and ') || 'no source of data'}: expected one of ${SOURCES.join(', ')}`);
  const [source] = named;
  for (const other of SOURCES)
    for (const key of OWN[other])
      if (other !== source && data[key] !== undefined)
        throw wrong([key], `got ${shown(data[key])}: expected it with ${other} alone; here the data come from ${source}`);
  const { teacher, inputs, function: name, file, targets, samples = 1000, noise = 0, seed } = data;
  if (samples === 'infinite' && !teacher)
    throw wrong(['samples'], `got "infinite": expected a whole number; only a teacher has infinitely many samples`);
  if (samples === 'infinite' && noise > 0)
    throw wrong(['noise'], `got ${noise}: expected 0 where samples are infinite; noise would add its variance to the loss and change nothing else`);
  const common = { samples, noise, seed };
  if (file !== undefined) {
    if (!targets) throw wrong(['targets'], 'got nothing: expected the columns of the file that are learned');
    for (const key of ['samples', 'noise'] as const)
      if (data[key] !== undefined) throw wrong([key], `got ${shown(data[key])}: expected nothing; a file has the samples that it has`);
    return { file, targets, ...common };
  }
  if (name !== undefined) return { function: name, ...common };
  if (inputs === undefined) throw wrong(['inputs'], 'got nothing: expected the number of inputs of the teacher');
  return { teacher: { ...teacher!, layers: teacher!.layers as never }, inputs, ...common };
} // prettier-ignore

function wrong(path: readonly string[], message: string): ExperimentError {
  const place = ['data', ...path];
  return new ExperimentError(`${place.join('.')}: ${message}`, place);
}
