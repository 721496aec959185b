import { withHiddenShown } from '../../core/printable.js';
import { parseExperiment, type Experiment } from '../experiment.js';

/** Checks an experiment that a run recorded. Names in older runs may hold hidden characters, and stay as they are. @throws ExperimentError as for a new one */
export function parseRecordedExperiment(recorded: Record<string, unknown>): Experiment {
  const written = recorded['conditions'];
  if (!Array.isArray(written)) return parseExperiment(recorded);
  const names = written.map((condition: { name?: unknown } | null) => condition?.name);
  const shownNames = written.map((condition: unknown, i) =>
    typeof names[i] === 'string' ? { ...(condition as object), name: withHiddenShown(names[i]) } : condition,
  );
  const experiment = parseExperiment({ ...recorded, conditions: shownNames });
  const conditions = experiment.conditions.map((condition, i) => {
    return { ...condition, name: (names[i] as string | undefined) ?? condition.name };
  });
  return { ...experiment, conditions };
}
