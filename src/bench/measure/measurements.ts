import { Kinds } from '../../core/kinds.js';
import { endurance } from './endurance.js';
import { ispp } from './ispp.js';
import type { MeasurementKind } from './measurement-kind.js';

/** The measurements of one device by name. */
export const measurements = new Kinds<MeasurementKind>('measurement', { ispp, endurance });
