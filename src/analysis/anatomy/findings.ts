import type { LawPoint } from './feedback-laws.js';
import type { Estimate } from '../../runs/summary.js';
import type { Anatomy, SchemeAnatomy } from './anatomy.js';
import { inWords } from './anatomy-table.js';

/** Visits after which sentences say what is left of an error. */
const LATER = 5;

/** What an anatomy comes to, a computed sentence each. */
export function findings(anatomy: Anatomy): string[] {
  const { schemes } = anatomy;
  const named = (name: string) => schemes.find(({ scheme }) => scheme === name)!;
  const [feedback, open] = [named('self-correcting'), named('open-loop')];
  return [sources(feedback, anatomy), accumulation(feedback, open), ...decay(feedback, open, anatomy), ...lawsOf(anatomy)];
} // prettier-ignore

function sources({ linear, noise, both, reading }: SchemeAnatomy, { bank, noise: name }: Anatomy): string {
  const what = `An update of the self-correcting scheme (${bank} bank, ${name} noise) errs by ${inWords(both.rms, 3)} of the window`;
  if (noise.rms.mean > 0)
    return `${what}: non-linearity and rounding (ε1) make ${inWords(linear.rms, 3)}, noise (ε2) ${inWords(noise.rms, 3)}, ${share(noise, linear)} % of the mean square of the two.`;
  if (reading.rms.mean > 0)
    return `${what}, all of it non-linearity and rounding (ε1): ${name} noise leaves nothing in the devices; a reading errs by ${inWords(reading.rms, 3)}, and enters the next wishes.`;
  return `${what}, all of it non-linearity and rounding (ε1).`;
}

function share({ rms: noise }: SchemeAnatomy['noise'], { rms: linear }: SchemeAnatomy['linear']): string {
  return ((100 * noise.mean ** 2) / (noise.mean ** 2 + linear.mean ** 2)).toFixed(0);
}

function accumulation({ critic: held }: SchemeAnatomy, { critic: lost }: SchemeAnatomy): string {
  return `At the end, without feedback the critic in the devices is ${inWords(lost, 3)} (r.m.s.) from that of exact memories with the same experience, with feedback ${inWords(held, 3)}: ${closer(held, lost)}.`;
} // prettier-ignore

function closer(held: Estimate, lost: Estimate): string {
  if (!held.interval || !lost.interval) return 'so few seeds cannot say how sure that is';
  const apart = held.interval[1] < lost.interval[0] || held.interval[0] > lost.interval[1];
  if (!apart) return 'their intervals overlap';
  return held.mean < lost.mean
    ? 'feedback keeps the critic closer'
    : 'feedback does not keep the critic closer';
}

function decay(feedback: SchemeAnatomy, open: SchemeAnatomy, { learningRate }: Anatomy): string[] {
  const left = ({ response }: SchemeAnatomy) =>
    inWords({ mean: response!.mean[LATER], interval: response!.interval[LATER] }, 2);
  if (!feedback.response || !open.response) return [];
  const formula = ((1 - learningRate) ** LATER).toFixed(2);
  return [
    `${LATER} visits after an error, ${left(feedback)} of it is left in the critic with feedback and ${left(open)} without; (1 − α)^${LATER} is ${formula}.`,
  ];
}

function lawsOf({ laws: { write, read, openLoop }, learningRate }: Anatomy): string[] {
  const at = (points: LawPoint[]) => points.reduce((best, point) => Math.abs(point.at - learningRate) < Math.abs(best.at - learningRate) ? point : best);
  const [bound, filter, last] = [at(write), at(read), openLoop.at(-1)!];
  const said = (point: LawPoint) => `${inWords({ mean: point.value, interval: [...point.interval] }, 2)} σ (formula ${point.theory.toFixed(2)} σ)`;
  return [
    `Write noise on one weight: feedback bounds the error, at ${said(bound)} with α = ${bound.at}, which is more than the noise of one update; measured errors are ${factors(write)} times σ / √(α (2 − α)) over α = ${span(write)}.`,
    `Read noise on one weight: feedback filters it, to ${said(filter)} with α = ${filter.at}; measured errors are ${factors(read)} times σ √(α / (2 − α)).`,
    `Without feedback, write noise has grown to ${said(last)} after ${last.at} updates; measured errors are ${factors(openLoop)} times σ √t.`,
  ];
} // prettier-ignore

function span(points: LawPoint[]): string {
  return `${points[0].at} … ${points.at(-1)!.at}`;
}

/** The least and the greatest ratio of what was measured to what the formula says. */
function factors(points: LawPoint[]): string {
  const ratios = points.map(({ value, theory }) => value / theory);
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}
