import { RandomStream } from '../../src/core/random-stream.js';
import type { Polarity } from '../vcm/response-curve.js';

/** Size of the example. */
const CYCLES = 3;
const PULSES = 25;

const COMMENTS = `# EXAMPLE: these numbers are made up. Replace them with the readings of your device, and fit them with: memloop fit FILE
#
# One line for each reading:
#   cycle                 which SET and RESET cycle, a whole number
#   polarity              set while the conductance rises, reset while it falls (potentiation and depression will do, too)
#   pulse                 pulses applied in this branch; 0 is the reading before the first pulse
#   conductance_siemens   the reading, in siemens; or conductance_uS, resistance_kOhm, or voltage_V and current_A
#   device                only if the file has several devices
#
# At least 8 pulses a branch. With 5 cycles or more the intervals of the fit are useful. SET and RESET may have different
# numbers of pulses. Lines that begin with # are left out. The separator may also be ; or tab, with decimal commas.`;

/** A commented CSV with an example of a device, which `memloop fit` reads: a synthetic memristor between 30 and 50 µS. */
export function deviceTemplate(): string {
  const random = new RandomStream('device-template');
  const lines = [COMMENTS, 'cycle,polarity,pulse,conductance_siemens'];
  for (let cycle = 0; cycle < CYCLES; cycle++)
    for (const polarity of ['set', 'reset'] as const)
      for (const [pulse, siemens] of exampleBranch(polarity, random).entries())
        lines.push(`${cycle},${polarity},${pulse},${siemens.toExponential(4)}`);
  return `${lines.join('\n')}\n`;
}

function exampleBranch(polarity: Polarity, random: RandomStream): Float64Array {
  const noise = new Float64Array(PULSES + 1);
  random.normals(noise, noise.length);
  return noise.map((deviation, pulse) => {
    const rise = (1 - Math.exp(-pulse / 9)) / (1 - Math.exp(-PULSES / 9)) + 0.01 * deviation;
    return polarity === 'set' ? 3e-5 + 2e-5 * rise : 5e-5 - 2e-5 * rise;
  });
}
