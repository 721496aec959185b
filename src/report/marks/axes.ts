import { axisX, axisY, frame, type AxisXOptions, type AxisYOptions, type Markish } from '@observablehq/plot';

const LINE = { strokeWidth: 0.75 };
const AXIS = { ...LINE, tickSize: 4, tickPadding: 3, labelAnchor: 'center', labelArrow: 'none' } as const;

/** A thin bottom axis with its line and a centred label. */
export function bottomAxis(options: AxisXOptions): Markish[] {
  return [frame({ ...LINE, anchor: 'bottom' }), axisX({ ...AXIS, ...options })];
}

/** A thin left axis with its line and a centred label. */
export function leftAxis(options: AxisYOptions): Markish[] {
  return [frame({ ...LINE, anchor: 'left' }), axisY({ ...AXIS, ...options })];
}
