import type { ConditionState, LiveView, ProgressView, RunState, RunView } from './wire.js';

/** A time in words. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** How far it is, in words: 41 % done, about 12 s left. */
export function howFar({ share, left }: ProgressView): string {
  const percent = `${Math.floor(100 * share)} % done`;
  return left === null ? percent : `${percent}, about ${duration(left)} left`;
}

/** A number with the digits that its reach leaves certain: 8.31 ± 0.12. */
export function withReach(mean: number, reach: number | null): string {
  if (reach === null) return mean.toFixed(mean < 100 ? 1 : 0);
  const decimals = reach > 0 ? Math.min(Math.max(0, -Math.floor(Math.log10(reach / 2))), 4) : 2;
  return `${mean.toFixed(decimals)} ± ${reach.toFixed(decimals)}`;
}

/** What to say first of a run: how far it is, and what the shown condition came to so far. */
export function answer(view: RunView, state: RunState): string {
  return `${howFar(state.progress)}. ${finding(view, state)}`;
}

/** What the shown condition came to so far, in a sentence. */
export function finding(
  view: RunView,
  { conditions, shown, earlier }: Pick<RunState, 'conditions' | 'shown' | 'earlier'>,
): string {
  return soFar(view, view.conditions[shown].name, conditions[shown], earlier);
}

function soFar(view: RunView, name: string, { final, now, seeds }: ConditionState, earlier: number): string {
  const since = earlier > 0 ? ', those since it was continued' : '';
  const verb = view.moreIsBetter ? 'makes' : 'needs';
  const unit = view.moreIsBetter ? 'steps' : 'moves';
  const many = (n: number, noun: string) => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
  if (final) {
    const of = final.reach === null ? many(seeds, 'seed') : `mean of ${many(seeds, 'seed')} with its 95 % interval`;
    return `After learning, ${name} ${verb} ${withReach(final.mean, final.reach)} ${unit} an episode (${of}${since}).`;
  } // prettier-ignore
  if (now) {
    const latest = now.curve.at(-1);
    const lately =
      latest === undefined ? '' : `, which now takes ${withReach(latest, null)} ${unit} an episode`;
    const episode = `episode ${now.episode.toLocaleString('en-US')} of ${view.episodes.toLocaleString('en-US')}`;
    return `${name} is at ${episode} of its ${seeds === 0 ? 'first' : 'next'} seed${lately}.`;
  }
  if (earlier > 0) return `${name} finished ${many(earlier, 'seed')} before; the report has their results.`;
  return `${name} has not finished a seed yet.`;
}

/** What the page is called. */
export function titleOf(view: LiveView): string {
  return view.draws === 'run' ? view.environment : view.title;
}
