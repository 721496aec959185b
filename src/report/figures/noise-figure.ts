import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { FULL_WIDTH, type Figure, stacked, svgOf } from '../marks/figure.js';
import { noiseSpectrumPanel, repeatedPanel } from './noise-part-panels.js';
import { lineY, ruleY, text, type Markish } from '@observablehq/plot';
import { stepsOf } from '../../../devices/diagnosis/decode-levels.js';
import type { BranchDiagnosis } from '../../../devices/diagnosis/diagnose-branches.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { meanOf } from '../../core/maths/vectors.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { key } from '../marks/key.js';
import { HUE } from '../marks/palette.js';

const HEIGHT = { parts: 290, traces: 190 };

/** The parts of a device's noise: what repeats in every cycle, and the spectrum with the fitted parts; below them, residuals with telegraph steps. */
export function noiseFigure(diagnosis: NoiseDiagnosis): Figure {
  const title = `Noise of device ${diagnosis.measured.device}`;
  const half = { width: FULL_WIDTH / 2, height: HEIGHT.parts };
  return {
    name: diagnosis.measured.device,
    title,
    caption:
      'Left: what the fitted curve misses in every cycle, which is misfit, not noise. Right: spectrum of the noise, with its fitted parts. Below: residuals of the SET and RESET cycles with the most telegraph steps.',
    svg: stacked(
      title,
      [
        [repeatedPanel(title, diagnosis, half), noiseSpectrumPanel(diagnosis, half)],
        residualTracePanel(diagnosis, HEIGHT.traces),
      ],
      [HEIGHT.parts, HEIGHT.traces],
    ),
  };
}

const RESIDUAL = { colour: HUE.grey, dash: 'none', strokeWidth: 0.75 };
const LEVELS = { colour: HUE.crimson, dash: 'none', strokeWidth: 1.75 };

interface Drawn {
  branch: string;
  pulse: number;
  residual: number;
  level: number;
}

/** Residuals of the SET and the RESET cycle with the most telegraph steps, and these steps. */
function residualTracePanel(diagnosis: NoiseDiagnosis, height: number): string {
  const panels = (['set', 'reset'] as const).flatMap((polarity) =>
    drawnTrace(diagnosis.branches[polarity], polarity),
  );
  const rows = panels.flatMap(({ points }) => points);
  const found = panels.some(({ hasSteps }) => hasSteps);
  const verdict = found ? 'telegraph steps found' : 'no telegraph steps found';
  return svgOf(
    {
      width: FULL_WIDTH,
      height,
      marginTop: 46,
      marginLeft: 50,
      marginRight: 12,
      marginBottom: 36,
      fx: { axis: null, padding: 0.08, domain: panels.map(({ branch }) => branch) },
      y: { nice: true },
      marks: [
        ruleY([0], { strokeWidth: 0.5 }),
        lineY(rows, {
          ...CHANNELS,
          y: 'residual',
          stroke: RESIDUAL.colour,
          strokeWidth: RESIDUAL.strokeWidth,
        }),
        ...(found ? [steps(rows)] : []),
        ...leftAxis({ label: 'residual (% of window)', ticks: 5 }),
        ...bottomAxis({ label: null, ticks: 5 }),
        ...panels.flatMap(({ branch, label }) => [
          within(branch, label, { frameAnchor: 'top-left', dy: -14 }),
          within(branch, 'pulses applied', { frameAnchor: 'bottom', dy: 32 }),
        ]),
        key(
          [{ label: 'residual', style: RESIDUAL }, ...(found ? [{ label: verdict, style: LEVELS }] : [])],
          14,
        ),
        ...(found ? [] : [text([verdict], { facet: 'super', frameAnchor: 'top-right', dy: -37 })]),
      ],
    },
    `Residuals: ${verdict}`,
  );
}

const CHANNELS = { fx: 'branch', x: 'pulse' };

function steps(rows: Drawn[]): Markish {
  return lineY(rows, {
    ...CHANNELS,
    y: 'level',
    curve: 'step',
    stroke: LEVELS.colour,
    strokeWidth: LEVELS.strokeWidth,
  });
}

function drawnTrace(diagnosis: BranchDiagnosis | undefined, polarity: Polarity) {
  if (!diagnosis) return [];
  const {
    noise,
    telegraph: { found },
  } = diagnosis;
  const changes = (found?.upper ?? []).map(stepsOf);
  const richest = changes.reduce((best, count, cycle) => (count > changes[best] ? cycle : best), 0);
  const steps = found?.upper[richest].map((chance) => found.noise.height * Number(chance > 0.5));
  const middle = steps ? meanOf(steps) : 0;
  const branch = polarity.toUpperCase();
  const sign = polarity === 'set' ? 1 : -1;
  const points = Array.from(noise.residuals[richest], (residual, pulse) => {
    const level = (steps?.[pulse] ?? 0) - middle;
    return { branch, pulse, residual: 100 * (sign * residual + level), level: 100 * level };
  });
  return [{ branch, label: `${branch}, cycle ${richest}`, points, hasSteps: found !== undefined }];
}

/** Text in the panel of one branch. */
function within(branch: string, words: string, options: Parameters<typeof text>[1]): Markish {
  return text([words], { fx: () => branch, text: (line: string) => line, ...options });
}
