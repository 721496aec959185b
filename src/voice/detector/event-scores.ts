import { EventDriven } from '../../networks/spiking/event-driven.js';
import { binCode } from '../features/bins.js';
import type { Frames } from '../features/frames.js';
import { networkOf, type Detector } from './detector.js';
import { smoothedScores } from './smoothed-scores.js';

/** What a detector did over some clips. */
export interface DetectorActivity {
  frames: number;
  /** spikes of neurons, and synaptic events: spikes that met a weight other than zero */
  spikes: number;
  events: number;
}

/** Scores of clips by a detector that is driven by events; each clip begins at rest. @param activity what it did is added there */
export function eventScores(
  { settings, edges, parameters }: Detector,
  clips: Iterable<Frames>,
  activity: DetectorActivity = { frames: 0, spikes: 0, events: 0 },
): Float32Array[] {
  const network = new EventDriven(networkOf(settings), parameters);
  const scores = Array.from(clips, (frames) => {
    const { steps, start, row } = binCode(frames, edges);
    const outputs = new Float64Array(steps);
    network.rest();
    for (let t = 0; t < steps; t++) {
      network.step(row, start[t], start[t + 1]);
      outputs[t] = network.outputs[0];
    }
    return smoothedScores(outputs, settings);
  });
  activity.frames += network.steps;
  for (const count of network.spikes) activity.spikes += count;
  for (const count of network.events) activity.events += count;
  return scores;
}
