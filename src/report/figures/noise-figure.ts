import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { FULL_WIDTH, type Figure, stacked, svgOf } from '../marks/figure.js';
import { noiseSpectrumPanel, variogramPanel } from './noise-part-panels.js';
import { lineY, ruleY, text, type Markish } from '@observablehq/plot';
import { levelPaths } from '../../../devices/diagnosis/telegraph-steps.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { key } from '../marks/key.js';

const HEIGHT = { parts: 290, traces: 190 };

/** The parts of a device's noise: variogram and spectrum with the fitted parts; below them, residuals with telegraph steps. */
export function noiseFigure(diagnosis: NoiseDiagnosis): Figure {
  const title = `Noise of device ${diagnosis.fit.device}`;
  const half = { width: FULL_WIDTH / 2, height: HEIGHT.parts };
  return {
    name: diagnosis.fit.device,
    title,
    caption:
      'Variogram and spectrum of the residuals, with the fitted parts of the noise. Below: the residuals of the SET and RESET cycles with the most telegraph steps.',
    svg: stacked(
      title,
      [
        [variogramPanel(title, diagnosis, half), noiseSpectrumPanel(diagnosis, half)],
        residualTracePanel(diagnosis, HEIGHT.traces),
      ],
      [HEIGHT.parts, HEIGHT.traces],
    ),
  };
}

const RESIDUAL = { colour: '#888', dash: 'none', strokeWidth: 0.75 };
const LEVELS = { colour: '#D55E00', dash: 'none', strokeWidth: 1.75 };

interface Drawn {
  branch: string;
  pulse: number;
  residual: number;
  level: number;
}

/** Residuals of the SET and the RESET cycle with the most telegraph steps, and these steps. */
function residualTracePanel(diagnosis: NoiseDiagnosis, height: number): string {
  const panels = (['set', 'reset'] as const).map((polarity) => drawnTrace(diagnosis, polarity));
  const rows = panels.flatMap(({ points }) => points);
  const { found, falseAlarm } = diagnosis.telegraph;
  const verdict = found
    ? 'telegraph steps found'
    : `no telegraph steps found (false-alarm probability ${falseAlarm.toFixed(2)})`;
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

function drawnTrace({ traces, telegraph: { fit } }: NoiseDiagnosis, polarity: Polarity) {
  const paths = levelPaths(traces, fit);
  const changes = paths.map((path) => path.filter((level, i) => i > 0 && level !== path[i - 1]).length);
  const candidates = [...traces.keys()].filter((k) => traces[k].polarity === polarity);
  const richest = candidates.reduce((best, k) => (changes[k] > changes[best] ? k : best));
  const branch = polarity.toUpperCase();
  const points = Array.from(traces[richest].residual, (residual, pulse) => ({
    branch,
    pulse,
    residual: 100 * residual,
    level: 100 * (fit.baselines[richest][pulse] + fit.levels.height * paths[richest][pulse]),
  }));
  return { branch, label: `${branch}, cycle ${traces[richest].cycle}`, points };
}

/** Text in the panel of one branch. */
function within(branch: string, words: string, options: Parameters<typeof text>[1]): Markish {
  return text([words], { fx: () => branch, text: (line: string) => line, ...options });
}
