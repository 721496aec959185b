import type { ComparisonPlan } from '../../experiment/comparison-plan.js';
import type { Condition } from '../../experiment/condition.js';
import type { Experiment } from '../../experiment/experiment.js';
import { completeSettings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';

const learning = ['learningRate', 'discount', 'temperature', 'threshold'] as const;

/** What each scheme of a comparison is set to, as an HTML table: all of its own settings, and what it learns with. */
export function schemeSettingsTable({ entries }: ComparisonPlan, experiment: Experiment): string {
  const first = (scheme: string) => entries.findIndex((entry) => entry.scheme === scheme);
  const schemes = [...new Set(entries.map(({ scheme }) => scheme))];
  return htmlTable(
    'What each scheme is set to. Settings of the learner are those of the task, unless a scheme lives on small wishes.',
    ['scheme', 'rule', 'pulses', 'its settings', ...learning],
    schemes.map((scheme) => {
      const condition = experiment.conditions[first(scheme)];
      const { exact } = catalogue.devices.get(condition.bank);
      return [
        escapeHtml(scheme),
        exact ? 'exact memories' : condition.scheme,
        exact ? '–' : condition.pulses,
        own(condition) || '–',
        ...learning.map((name) => String(condition[name] ?? experiment[name])),
      ];
    }),
  );
}

function own({ scheme, schemeSettings }: Condition): string {
  return Object.entries(completeSettings(catalogue.schemes.get(scheme).settings, schemeSettings))
    .map(([name, value]) => escapeHtml(`${name} ${value}`))
    .join(', ');
}
