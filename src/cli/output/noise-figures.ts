import { join } from 'node:path';
import type { NoiseDiagnosis } from '../../../devices/diagnosis/diagnose-noise.js';
import { writeWhole } from '../../runs/run-directory.js';
import { onPaper } from '../../report/marks/figure.js';
import { noiseFigure } from '../../report/figures/noise-figure.js';
import { fileStems } from './file-stems.js';

/** Writes one drawing a device. */
export function writeNoiseFigures(directory: string, diagnoses: NoiseDiagnosis[]): void {
  const stems = fileStems(diagnoses.map(({ fit }) => fit.device));
  for (const [k, diagnosis] of diagnoses.entries())
    writeWhole(join(directory, `${stems[k]}.svg`), onPaper(noiseFigure(diagnosis).svg));
}
