import { lineY, ruleY, text, type Markish } from '@observablehq/plot';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { levelPaths } from '../../../devices/diagnosis/telegraph-steps.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf } from '../marks/figure.js';
import { key } from '../marks/key.js';

const RESIDUAL = { colour: '#888', dash: 'none', strokeWidth: 0.75 };
const LEVELS = { colour: '#D55E00', dash: 'none', strokeWidth: 1.75 };

interface Drawn {
  branch: string;
  pulse: number;
  residual: number;
  level: number;
}

/** Residuals of one SET and one RESET branch, and the telegraph steps found in them: of each, the cycle that has the most. */
export function residualTracePanel(diagnosis: NoiseDiagnosis, height: number): string {
  const panels = (['set', 'reset'] as const).map((polarity) => drawnTrace(diagnosis, polarity));
  const rows = panels.flatMap(({ points }) => points);
  const { found, falseAlarm } = diagnosis.telegraph;
  const verdict = found
    ? 'telegraph steps found'
    : `no telegraph steps found (false alarm ${falseAlarm.toFixed(2)})`;
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
  const mine = [...traces.keys()].filter((k) => traces[k].polarity === polarity);
  const most = mine.reduce((best, k) => (changes[k] > changes[best] ? k : best));
  const branch = polarity.toUpperCase();
  const points = Array.from(traces[most].residual, (residual, pulse) => ({
    branch,
    pulse,
    residual: 100 * residual,
    level: 100 * (fit.baselines[most][pulse] + fit.levels.height * paths[most][pulse]),
  }));
  return { branch, label: `${branch}, cycle ${traces[most].cycle}`, points };
}

/** Words in the panel of one branch. */
function within(branch: string, words: string, options: Parameters<typeof text>[1]): Markish {
  return text([words], { fx: () => branch, text: (line: string) => line, ...options });
}
