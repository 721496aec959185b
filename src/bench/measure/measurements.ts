import { Kinds } from '../../core/kinds.js';
import { disturb } from './disturb.js';
import { endurance } from './endurance.js';
import { ispp } from './ispp.js';
import { iv } from './iv.js';
import { levels } from './levels.js';
import { retention } from './retention.js';
import type { MeasurementKind } from './measurement-kind.js';

/** The measurements of one device by name. */
export const measurements = new Kinds<MeasurementKind>('measurement', {
  iv,
  ispp,
  endurance,
  retention,
  disturb,
  levels,
});
