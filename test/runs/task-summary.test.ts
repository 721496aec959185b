import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/experiment/catalogue.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { taskSummary, taskSummaryForm, withTask } from '../../src/runs/task-summary.js';

describe('the task of a summary', () => {
  it.each(catalogue.tasks.names)('comes back from JSON as it was: %s', (environment) => {
    const task = taskSummary({ environment });
    expect(taskSummaryForm.parse(JSON.parse(JSON.stringify(task)))).toEqual(task);
  });

  it('has a place for every state', () => {
    for (const environment of catalogue.tasks.names) {
      const { states } = taskSummary({ environment });
      const { cells } = catalogue.tasks.get(environment).make({ width: 5, height: 5, wall: 0 });
      if (states) expect(states.places).toHaveLength(cells);
    }
  });

  it('is added to a summary that has none, and only to such a one', () => {
    const experiment = parseExperiment({ environment: 't-maze' });
    expect(withTask({}, experiment)).toEqual({ task: taskSummary(experiment) });
    const own = { task: { shortestPath: 3 } };
    expect(withTask(own, experiment)).toBe(own);
    const unknown = {};
    expect(withTask(unknown, { environment: 'a/corridor' })).toBe(unknown);
  });
});
