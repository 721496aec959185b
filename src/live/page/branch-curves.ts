import { inUnit, scaledUnit } from '../../core/scaled-unit.js';
import { scale, ticks } from './scale.js';
import { drawing, element, short, word } from './svg.js';
import type { DeviceState, DeviceView } from './wire.js';

const MARGIN = { top: 24, right: 12, bottom: 34, left: 52 };

/** The conductance of a device over the readings of a cycle: the present cycle, and the one before in grey. */
export function branchCurves(view: DeviceView, state: DeviceState, width: number, height: number): string {
  const { present, before } = state;
  const all = [...present, ...before];
  const unit = scaledUnit('S', all);
  const highest = Math.max(1e-12, ...all);
  const readings = 2 * (view.pulses + 1);
  const x = scale([0, readings - 1], [MARGIN.left, width - MARGIN.right]);
  const y = scale([0, 1.05 * highest], [height - MARGIN.bottom, MARGIN.top]);
  const line = (values: readonly number[], kind: string) =>
    values.length === 0
      ? ''
      : element('path', {
          d: `M${values.map((value, k) => `${short(x(k))} ${short(y(value))}`).join('L')}`,
          class: kind,
        });
  const turn = x(view.pulses + 0.5);
  const last = present.at(-1);
  return drawing(
    'Conductance over the pulses of a cycle',
    width,
    height,
    word(`conductance, ${unit.name}`, 0, 12, { class: 'quiet' }),
    ...ticks(0, highest, 4).map(
      (tick) =>
        element('line', { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick), class: 'grid' }) +
        word(inUnit(tick, unit, 0).replace(/\.?0+$/, '') || '0', MARGIN.left - 6, y(tick) + 4, { class: 'tick-y' }),
    ),
    element('line', { x1: turn, x2: turn, y1: MARGIN.top, y2: y(0), class: 'grid' }),
    word(`SET, ${view.pulses} pulses`, (MARGIN.left + turn) / 2, y(0) + 18, { class: 'tick-x' }),
    word(`RESET, ${view.pulses} pulses`, (turn + width - MARGIN.right) / 2, y(0) + 18, { class: 'tick-x' }),
    line(before, 'reading before'),
    line(present, 'reading'),
    last === undefined ? '' : element('circle', { cx: x(present.length - 1), cy: y(last), r: 4, class: 'latest' }),
  );
} // prettier-ignore
