import { howFar } from './answer.js';
import { branchCurves } from './branch-curves.js';
import { part } from './dom.js';
import { linkFacts, siemens, whole } from './facts.js';
import type { DeviceState, DeviceView } from './wire.js';

/** Draws a device that is being measured. */
export function drawDevice(view: DeviceView, state: DeviceState): void {
  const width = part('branches').clientWidth;
  part('branches').innerHTML = branchCurves(view, state, width, Math.min(Math.max(0.5 * width, 240), 440));
  part('branches-says').textContent = `Cycle ${state.cycle + 1} of ${view.cycles}. Grey: the cycle before.`;
  part('link-part').hidden = state.link === null;
  if (state.link) part('link').innerHTML = linkFacts(state.link, view.port);
}

/** What to say first. */
export function sayDevice(view: DeviceView, { progress, cycle, present }: DeviceState): string {
  const last = present.at(-1);
  const now = last === undefined ? 'No reading yet' : `The device is at ${siemens(last)}`;
  return `${howFar(progress)}. ${now}, in cycle ${cycle + 1} of ${view.cycles}.`;
}

/** What has been measured, and what to do next. */
export function deviceFinding({ file }: DeviceView, { progress: { done, total } }: DeviceState): string {
  return `${file} has ${whole(done)} of ${whole(total)} readings; next: memloop fit ${file}`;
}
