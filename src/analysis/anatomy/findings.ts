import type { LawPoint } from './feedback-laws.js';
import type { Estimate } from '../../runs/summary.js';
import type { Anatomy, SchemeAnatomy } from './anatomy.js';
import { inWords } from './anatomy-table.js';

/** Number of visits after which the findings state the rest of an error. */
const LATER = 5;

/** The findings of an anatomy, as texts with computed numbers. */
export function findings(anatomy: Anatomy): string[] {
  const { feedback, open } = feedbackAndOpen(anatomy);
  return [sources(feedback, anatomy), accumulation(feedback, open), ...decay(feedback, open, anatomy), ...lawsOf(anatomy)];
} // prettier-ignore

/** The schemes whose difference is what feedback does; both are part of every anatomy. */
export function feedbackAndOpen({ schemes }: Anatomy): { feedback: SchemeAnatomy; open: SchemeAnatomy } {
  const named = (name: string) => schemes.find(({ scheme }) => scheme === name)!;
  return { feedback: named('self-correcting'), open: named('open-loop') };
}

function sources({ linear, noise, both, reading }: SchemeAnatomy, { bank, noise: name }: Anatomy): string {
  const what = `An update of the self-correcting scheme (${bank} bank, ${name} noise) has an error of ${inWords(both.rms, 3)} of the window (r.m.s.)`;
  if (noise.rms.mean > 0)
    return `${what}. Non-linearity and rounding (ε1) contribute ${inWords(linear.rms, 3)}, and noise (ε2) ${inWords(noise.rms, 3)}. Noise makes ${share(noise, linear)} % of the sum of both squares.`;
  if (reading.rms.mean > 0)
    return `${what}. All of it is non-linearity and rounding (ε1), because ${name} noise leaves no error in the devices. A reading has an error of ${inWords(reading.rms, 3)}, which affects the next updates.`;
  return `${what}. All of it is non-linearity and rounding (ε1).`;
}

function share({ rms: noise }: SchemeAnatomy['noise'], { rms: linear }: SchemeAnatomy['linear']): string {
  return ((100 * noise.mean ** 2) / (noise.mean ** 2 + linear.mean ** 2)).toFixed(0);
}

function accumulation({ critic: closed }: SchemeAnatomy, { critic: open }: SchemeAnatomy): string {
  return `At the end, the critic in the devices differs from ideal memory with the same experience. The r.m.s. distance is ${inWords(closed, 3)} with feedback and ${inWords(open, 3)} without: ${closer(closed, open)}.`;
} // prettier-ignore

/** Whether feedback keeps the critic closer to ideal memory, in words. */
export function closer(closed: Estimate, open: Estimate): string {
  if (!closed.interval || !open.interval) return 'these are too few seeds for an interval';
  const differs = closed.interval[1] < open.interval[0] || closed.interval[0] > open.interval[1];
  if (!differs) return 'the intervals overlap';
  return closed.mean < open.mean
    ? 'feedback keeps the critic closer'
    : 'feedback does not keep the critic closer';
}

function decay(feedback: SchemeAnatomy, open: SchemeAnatomy, { learningRate }: Anatomy): string[] {
  const left = ({ response }: SchemeAnatomy) =>
    inWords({ mean: response!.mean[LATER], interval: response!.interval[LATER] }, 2);
  if (!feedback.response || !open.response) return [];
  const formula = ((1 - learningRate) ** LATER).toFixed(2);
  return [
    `After ${LATER} visits, ${left(feedback)} of an error is left in the critic with feedback, and ${left(open)} without. The formula (1 − α)^${LATER} gives ${formula}.`,
  ];
}

function lawsOf({ laws: { write, read, openLoop }, learningRate }: Anatomy): string[] {
  const at = (points: LawPoint[]) => points.reduce((best, point) => Math.abs(point.at - learningRate) < Math.abs(best.at - learningRate) ? point : best);
  const [bound, filter, last] = [at(write), at(read), openLoop.at(-1)!];
  const measured = (point: LawPoint) => `${inWords({ mean: point.value, interval: [...point.interval] }, 2)} σ (formula ${point.theory.toFixed(2)} σ)`;
  return [
    `Write noise on one weight: feedback limits the error to ${measured(bound)} at α = ${bound.at}. This is more than the noise of one update. For α = ${span(write)}, the measured errors are ${factors(write)} times σ / √(α (2 − α)).`,
    `Read noise on one weight: feedback averages it to ${measured(filter)} at α = ${filter.at}. The measured errors are ${factors(read)} times σ √(α / (2 − α)).`,
    `Without feedback, write noise grows to ${measured(last)} after ${last.at} updates. The measured errors are ${factors(openLoop)} times σ √t.`,
  ];
} // prettier-ignore

function span(points: LawPoint[]): string {
  return `${points[0].at} … ${points.at(-1)!.at}`;
}

/** The range of the ratio of measured to theoretical errors. */
function factors(points: LawPoint[]): string {
  const ratios = points.map(({ value, theory }) => value / theory);
  return `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
}
