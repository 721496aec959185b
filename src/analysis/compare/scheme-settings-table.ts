import type { ComparisonPlan } from '../../experiment/comparison-plan.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { Condition } from '../../experiment/condition.js';
import type { Experiment } from '../../experiment/experiment.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import { escapeHtml, htmlTable } from '../../report/page/html.js';
import { IDEAL } from './candidates.js';

const learning = ['learningRate', 'discount', 'temperature', 'threshold'] as const;

/** The settings of each scheme and of its learner, as an HTML table. */
export function schemeSettingsTable({ entries }: ComparisonPlan, experiment: Experiment): string {
  const first = (scheme: string) => entries.findIndex((entry) => entry.scheme === scheme);
  const schemes = [...new Set(entries.map(({ scheme }) => scheme))];
  return htmlTable(
    'Settings of each scheme. The learner has the settings of the task, except with schemes that need small updates.',
    ['scheme', 'rule', 'pulses', 'own settings', ...learning],
    schemes.map((scheme) => {
      const condition = experiment.conditions[first(scheme)];
      const { settings } = entries[first(scheme)];
      const exact = scheme === IDEAL;
      return [
        escapeHtml(scheme),
        exact ? 'ideal memory' : condition.scheme,
        exact ? '–' : condition.pulses,
        own(condition, settings) || '–',
        ...learning.map((name) => String(condition[name] ?? experiment[name])),
      ];
    }),
  );
}

/** @param settings of a scheme that is not in the catalogue, because it is one of a plugin */
function own({ scheme, schemeSettings }: Condition, settings?: Settings): string {
  return Object.entries(settings ?? completeSettings(catalogue.schemes.get(scheme).settings, schemeSettings))
    .map(([name, value]) => escapeHtml(`${name} ${value}`))
    .join(', ');
}
