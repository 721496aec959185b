// The kinds of synthetic device: each part of the noise alone, pairs, all together, and curves that memloop's family cannot draw.
import { abruptAt, convex, linExp, saturating, sigmoid } from './curves.mjs';
import { LONGEST_PERIOD } from './parts.mjs';
import { shareUpTo } from './one-over-f.mjs';
import { syntheticDevice } from './synthetic-device.mjs';

const steps = (dwell) => ({ height: 0.08, lowDwell: dwell, highDwell: dwell });
const TELEGRAPH = { height: 0.08, lowDwell: 20, highDwell: 40 };
const WHITE = { white: 0.02 };
const PINK = { pink: 0.02 };
const ACCUMULATING = { accumulating: 0.003 };
const curve = (shape) => ({ set: shape, reset: shape, misfit: true });

/**
 * [name, meaning, noise, what else differs from a device of 10 cycles and 200 pulses with curves of the family]
 * @type {[string, string, object, object?][]}
 */
const LIST = [
  ['noise-free', 'no noise', {}],
  ['white', 'white 2 %', WHITE],
  ['fourier', '1/f made in frequency, 2 %', { fourier: 0.02 }],
  ['fourier-white', '1/f made in frequency 2 %, white 1 %', { fourier: 0.02, white: 0.01 }, { varied: true }],
  ['pink', '1/f-like 2 %', PINK],
  ['accumulating', 'accumulating 0.3 % per pulse', ACCUMULATING],
  ['telegraph-5', 'telegraph 8 %, dwell 5, white 1 %', { telegraph: steps(5), white: 0.01 }],
  ['telegraph-50', 'telegraph 8 %, dwell 50, white 1 %', { telegraph: steps(50), white: 0.01 }],
  ['telegraph-200', 'telegraph 8 %, dwell 200, white 1 %', { telegraph: steps(200), white: 0.01 }],
  ['white-pink', 'white 2 %, 1/f-like 2 %', { ...WHITE, ...PINK }, { varied: true }],
  ['white-accumulating', 'white 2 %, accumulating 0.3 %', { ...WHITE, ...ACCUMULATING }, { varied: true }],
  [
    'white-telegraph',
    'white 2 %, telegraph 8 %, dwells 20 and 40',
    { ...WHITE, telegraph: TELEGRAPH },
    { varied: true },
  ],
  ['pink-accumulating', '1/f-like 2 %, accumulating 0.3 %', { ...PINK, ...ACCUMULATING }],
  ['pink-telegraph', '1/f-like 2 %, telegraph 8 %, dwells 20 and 40', { ...PINK, telegraph: TELEGRAPH }],
  [
    'accumulating-telegraph',
    'accumulating 0.3 %, telegraph 8 %, dwells 20 and 40',
    { ...ACCUMULATING, telegraph: TELEGRAPH },
  ],
  ['all', 'all four', { ...WHITE, ...PINK, ...ACCUMULATING, telegraph: TELEGRAPH }, { varied: true }],
  ['sigmoid', 'S-shaped curve, white 0.5 %', { white: 0.005 }, curve(sigmoid)],
  ['convex', 'convex curve, white 0.5 %', { white: 0.005 }, curve(convex)],
  ['abrupt-set', 'abrupt SET, white 1 %', { white: 0.01 }, { set: abruptAt(60), misfit: true }],
  [
    'abrupt-accumulating',
    'abrupt SET, white 1 %, accumulating 0.3 %',
    { white: 0.01, ...ACCUMULATING },
    { set: abruptAt(60), misfit: true, varied: true },
  ],
  [
    'saturating',
    'at its end after a fifth of the pulses, white 1 %',
    { white: 0.01 },
    { set: saturating, reset: saturating },
  ],
  [
    'shape-varies',
    'curvature differs by 10 % (sd) from cycle to cycle, white 1 %',
    { white: 0.01 },
    { shape: (random) => linExp(5 * (1 + 0.1 * random.normal())) },
  ],
  [
    'abrupt-jitters',
    'abrupt SET at a pulse that differs by 3 (sd) from cycle to cycle, white 1 %',
    { white: 0.01 },
    { shape: (random) => abruptAt(60 + 3 * random.normal()), misfit: true },
  ],
  ['bad-reading', 'white 1 %, one reading 4.5 windows too high', { white: 0.01 }, { badReading: 4.5 }],
  ['small-accumulating', 'white 1 %, accumulating 0.1 %', { white: 0.01, accumulating: 0.001 }],
  ['one-cycle', 'one cycle, white 2 %, accumulating 0.3 %', { ...WHITE, ...ACCUMULATING }, { cycles: 1 }],
  ['two-cycles', 'two cycles, white 2 %, accumulating 0.3 %', { ...WHITE, ...ACCUMULATING }, { cycles: 2 }],
  ['one-cycle-white', 'one cycle, white 2 %', WHITE, { cycles: 1 }],
  ['pulses-50', '50 pulses, white 2 %, 1/f-like 2 %', { ...WHITE, ...PINK }, { pulses: 50 }],
  [
    'pulses-50-accumulating',
    '50 pulses, white 2 %, accumulating 0.6 %',
    { ...WHITE, accumulating: 0.006 },
    { pulses: 50 },
  ],
];

/** All kinds of synthetic device: { name, meaning, truth, make(seed) → a measurement in siemens }. */
export const kinds = LIST.map(([name, meaning, noise, differs = {}]) => {
  const plan = { cycles: 10, pulses: 200, set: linExp(5), reset: linExp(4), noise, ...differs };
  return {
    name,
    meaning,
    truth: truthOf(plan),
    make: (seed) => syntheticDevice(plan, `${name}-${seed}`),
  };
});

/**
 * Deviations in units of the window; accumulating per pulse. 1/f noise made in frequency has no exact share of white and 1/f-like noise
 * in memloop's sense: there `readLike` is the deviation of the waves that fit into a branch, and white and pink are left out.
 */
function truthOf({ noise, pulses, misfit }) {
  const { white = 0, pink = 0, accumulating = 0, telegraph, fourier } = noise;
  const waves = fourier && fourier * Math.sqrt(shareUpTo(pulses, LONGEST_PERIOD));
  return {
    ...(fourier ? {} : { white, pink }),
    readLike: Math.hypot(white, pink, waves ?? 0),
    accumulating,
    ...(telegraph && { telegraph }),
    ...(fourier && { fourier }),
    ...(misfit && { misfit }),
  };
}
