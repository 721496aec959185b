import { completeSettings, type Settings } from '../../core/setting.js';
import { catalogue } from '../catalogue.js';

/** What readers of the results of some conditions must know of their device models, a sentence each. */
export function deviceWarnings(
  conditions: readonly { readonly bank: string; readonly bankSettings?: Partial<Settings> }[],
): string[] {
  const all = conditions.flatMap(({ bank, bankSettings }) => {
    // A report may be of a run with a plugin that is not loaded.
    if (!catalogue.devices.has(bank)) return [];
    const kind = catalogue.devices.get(bank);
    return kind.warning?.(completeSettings(kind.settings, bankSettings)) ?? [];
  });
  return [...new Set(all)];
}
