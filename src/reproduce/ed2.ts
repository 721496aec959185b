import { shippedDevices } from '../../devices/files/device-file.js';
import type { Polarity } from '../../devices/vcm/response-curve.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { cycleResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { nonlinearityFigure, type NonlinearBranch } from '../report/figures/nonlinearity-figure.js';
import type { Outcome, Reproduction } from './reproduction.js';

/** The device that is drawn. */
const DRAWN = 'C0';
/** Pulses of an update whose error is looked at: a tenth of the window. */
const UPDATE = 20;

/** Extended Data Fig. 2: ε1, what non-linear curves make of linear pulse counts, from the fits of every cycle. */
export const ed2: Reproduction = {
  title: 'Extended Data Fig. 2: the error ε1 of non-linear updates',
  compare(): Outcome {
    const { devices } = shippedDevices();
    const drawn = devices.find(({ role }) => role === DRAWN)!;
    const early = (['set', 'reset'] as const).map((polarity) =>
      shareEarly(devices.flatMap((device) => branches(device, polarity))),
    );
    return {
      claims: ['potentiation', 'depression'].map((kind, i) => ({
        what: `${kind}: share of cycles whose updates err most at the beginning of the curve`,
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
        `Largest at the beginning means: of all updates of ${UPDATE} pulses along a cycle’s fitted curve, the one from its start differs most from ${UPDATE}/N. The article says that it is so, and gives no number; half of the cycles is our limit.`,
        'From the fits that ship. The raw measurement is not part of memloop: fit it with memloop fit, which draws what the fits leave over.',
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

/** ε1 of an update of so many pulses from every place along a curve. */
function updateErrors(rise: Float64Array): number[] {
  const last = rise.length - 1;
  return Array.from({ length: last - UPDATE + 1 }, (_, p) => rise[p + UPDATE] - rise[p] - UPDATE / last);
}
