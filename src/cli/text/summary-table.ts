import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { count } from '../../report/page/caption.js';
import { stepsInterval } from '../../report/tables/condition-table.js';
import { textTable } from './text-table.js';

/** What a run came to, as a table for the terminal: means over seeds, with 95 % intervals where there is room. */
export function summaryTable(summary: Summary): string {
  const last = summary.conditions[0].final.episodes;
  const header = [
    'condition',
    'steps, first episode',
    `steps, last ${last} [95 %]`,
    'unfinished',
    'SET pulses',
    'RESET pulses',
    'updates',
  ];
  const rows = summary.conditions.map((condition) => row(summary, condition));
  const size = `${count(summary.seeds, 'seed')}, ${count(summary.episodes, 'episode')}`;
  return `${summary.environment}: ${size}; means per seed\n\n${textTable([header, ...rows])}`;
}

function row({ seeds, episodes }: Summary, condition: ConditionSummary): string[] {
  const { mean } = condition.final.steps;
  const unfinished = condition.truncated.reduce((sum, count) => sum + count, 0) / (seeds * episodes);
  return [
    condition.name,
    condition.steps.mean[0].toFixed(1),
    `${mean.toFixed(2)} [${
      stepsInterval(condition)
        ?.map((end) => end.toFixed(2))
        .join(', ') ?? '–'
    }]`,
    `${(100 * unfinished).toFixed(2)} %`,
    condition.pulses.set.toFixed(0),
    condition.pulses.reset.toFixed(0),
    condition.updates.toFixed(0),
  ];
}
