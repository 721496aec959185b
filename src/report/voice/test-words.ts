import type { JudgedMethod, Interval } from '../../runs/voice/test-voice.js';

/** A share as a percentage with one digit. */
export function percent(share: number): string {
  return Number.isFinite(share) ? (100 * share).toFixed(1).replace('-', '−') : '–';
}

/** A 95 % interval of shares, in percent. */
export function percentInterval({ low, high }: Interval): string {
  return `[${percent(low)}, ${percent(high)}]`;
}

/** A difference of shares, in points, with its interval. */
export function points(difference: Interval): string {
  return `${percent(difference.value)} ${percentInterval(difference)}`;
}

/** What a test found, in one sentence: beside methods that are no spiking networks. */
export function testSentence([first, ...rest]: readonly JudgedMethod[]): string {
  const others = rest.filter(({ events }) => events === undefined);
  const seeds = first.seeds.length > 1 ? `, mean of ${first.seeds.length} seeds` : '';
  const own = `The detector (${first.name}${seeds}) errs in ${percent(first.errors.all)} % of frames, speech and pauses weighted alike`;
  const worse = others.filter(({ firstLess }) => firstLess !== undefined && firstLess.high < 0);
  const better = others.filter(({ firstLess }) => firstLess !== undefined && firstLess.low > 0);
  const even = others.filter(({ firstLess }) => firstLess !== undefined && firstLess.high >= 0 && firstLess.low <= 0);
  const names = (methods: readonly JudgedMethod[]) => methods.map(({ name, firstLess }) => `${name} (${points(firstLess!)} points)`).join(', ');
  const parts = [
    ...(worse.length > 0 ? [`less than ${names(worse)}`] : []),
    ...(better.length > 0 ? [`more than ${names(better)}`] : []),
    ...(even.length > 0 ? [`not told apart from ${names(even)}`] : []),
  ];
  return `${own}${parts.length > 0 ? `: ${parts.join('; ')}` : ''}.`;
} // prettier-ignore
