import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { cycleResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { nonlinearityFigure, type NonlinearBranch } from '../report/figures/nonlinearity-figure.js';
import { devicesIn } from './other-setting.js';
import type { Outcome, Reproduction } from './reproduction.js';

/** The role of the device in the figure. */
const DRAWN = 'C0';
/** Pulses of the update: a tenth of the window. */
const UPDATE = 20;

/** Extended Data Fig. 2: the error ε1 of linear pulse counts on non-linear curves, from the fits of every cycle. */
export const ed2: Reproduction = {
  title: 'Extended Data Fig. 2: the error ε1 of non-linear updates',
  takes: ['devices'],
  compare(_finished, _quick, other): Outcome {
    const devices = devicesIn(other);
    const drawn = devices.find(({ role }) => role === DRAWN) ?? devices[0];
    const early = (['set', 'reset'] as const).map((polarity) =>
      shareEarly(devices.flatMap((device) => branches(device, polarity))),
    );
    return {
      claims: ['potentiation', 'depression'].map((kind, i) => ({
        what: `${kind}: share of cycles with the largest error at the start of the curve`,
        published: { value: 0.5, digits: 1, limit: 'at least' },
        ours: { value: early[i], error: null },
        seeds: devices.length,
      })),
      figures: [
        nonlinearityFigure(
          drawn.device,
          (['set', 'reset'] as const).flatMap((polarity) => branches(drawn, polarity)),
          UPDATE,
        ),
      ],
      remarks: [
        `We look at all updates of ${UPDATE} pulses along the fitted curve of a cycle. The error is largest at the start if the update from there differs most from ${UPDATE}/N. The article says so without a number; our limit is half of the cycles.`,
        ...(other
          ? []
          : [
              'We used the fits that come with memloop. The raw measurement is not part of memloop; to fit it and to see the residuals, use memloop fit.',
            ]),
      ],
    };
  },
};

function branches(device: DeviceFit, polarity: Polarity): NonlinearBranch[] {
  const { pulses, cycles } = device;
  return cycles[polarity].map((cycle, number) => {
    const curve = cycleResponse(cycle, polarity, pulses);
    return {
      polarity,
      cycle: number,
      rise: Float64Array.from({ length: pulses + 1 }, (_, p) => riseAt(curve, p)),
    };
  });
}

function shareEarly(all: NonlinearBranch[]): number {
  const first = all.filter(({ rise }) => {
    const errors = updateErrors(rise).map(Math.abs);
    return errors.indexOf(Math.max(...errors)) === 0;
  });
  return first.length / all.length;
}

/** ε1 of an update from every place along a curve. */
function updateErrors(rise: Float64Array): number[] {
  const last = rise.length - 1;
  return Array.from({ length: last - UPDATE + 1 }, (_, p) => rise[p + UPDATE] - rise[p] - UPDATE / last);
}
