import type { AdaptiveResult } from '../../analysis/adaptive/adaptive-result.js';
import { adaptiveFigure } from '../../analysis/adaptive/adaptive-figure.js';
import { adaptivePage } from '../../analysis/adaptive/adaptive-page.js';
import type { AdaptivePlan } from '../../runs/adaptive/adaptive-file.js';
import { manifestOf } from '../../runs/manifest.js';
import { writePage } from '../output/write-report.js';

/** Writes the page of an adaptive sweep with its figure; returns its path. */
export function writeAdaptive({ directory, experiment, devices, sweep }: AdaptivePlan, result: AdaptiveResult): string {
  const manifest = manifestOf(experiment, devices, `${JSON.stringify(devices)}\n`, { sweep });
  const figure = adaptiveFigure(result);
  return writePage(directory, [figure], adaptivePage(result, manifest, figure));
} // prettier-ignore
