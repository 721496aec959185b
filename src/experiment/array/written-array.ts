import { complaint } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { arrayForm, arraySettings } from './array-form.js';
import { settingAt, type ArraySetup } from './array-setup.js';

/** A setting of an array as an option gives it: `adc.bits=6`. @param option for refusals @throws UsageError that names what can be set */
export function writtenSetting(text: string, option: string): ArraySetup {
  const at = text.indexOf('=');
  const place = text.slice(0, Math.max(at, 0));
  const names = arraySettings().map(([name]) => name);
  // An effect that is only named has its defaults.
  if (at < 0 && names.some((name) => name.startsWith(`${text}.`) && text.includes('.')))
    return checkedArray(settingAt(text, {}), option);
  // A part is set as a whole to the word for none.
  const parts = [...new Set(names.flatMap((name) => (name.includes('.') ? [name.split('.')[0]] : [])))];
  if (![...names, ...parts].includes(place))
    throw new UsageError(
      `${option}: got "${text}": expected setting=value, as in adc.bits=6, with one of ${nextWords(place, names).join(', ')}${nearest(place, names)}`,
    );
  const value = text.slice(at + 1);
  return checkedArray(settingAt(place, valueOf(value)), option);
}

/** A number, yes or no, or the text itself. */
function valueOf(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

/** What can stand in a place from where it is wrong: reliability.stuck.sa0 and .sa1 after reliability.stuck; all parts where nothing of it is right. */
export function nextWords(place: string, names: readonly string[]): string[] {
  const words = place.split('.');
  for (let right = words.length; ; right--) {
    const start = words.slice(0, right).map((word) => `${word}.`).join('');
    const within = names.filter((name) => name.startsWith(start));
    if (within.length > 0) return [...new Set(within.map((name) => start + name.slice(start.length).split('.')[0]))];
  }
} // prettier-ignore

/** An array that an option or its file gives. @throws UsageError that names what is wrong */
export function checkedArray(written: unknown, option: string): ArraySetup {
  const { data, error } = arrayForm().safeParse(written);
  if (data !== undefined) return data;
  throw new UsageError(`${option}: ${complaint(error.issues, written)}`);
}
