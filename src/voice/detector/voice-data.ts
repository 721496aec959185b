import type { SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { LabelledFrames } from '../features/labelled-frames.js';
import { binCode, type BinEdges } from '../features/bins.js';

/** Clips as a network is trained on them, one after another. Plain data, which threads can share. */
export interface VoiceData {
  readonly trains: SpikeTrains;
  /** 1 where the network is to say that there is speech, for each frame: as many frames late as it may */
  readonly targets: Uint8Array;
  /** frames in which clips start, and the frame after the last */
  readonly clips: Uint32Array;
}

/** Joins clips. @param delay frames that the network may hear beyond the one on which it decides */
export function voiceData(each: readonly LabelledFrames[], edges: BinEdges, delay: number): VoiceData {
  const coded = each.map(({ frames }) => binCode(frames, edges));
  const total = (of: (one: SpikeTrains) => number) => coded.reduce((sum, one) => sum + of(one), 0);
  const steps = total((one) => one.steps);
  const start = new Uint32Array(steps + 1);
  const row = new Uint16Array(total((one) => one.row.length));
  const targets = new Uint8Array(steps);
  const clips = new Uint32Array(each.length + 1);
  let [frame, spike] = [0, 0];
  for (const [c, { labels }] of each.entries()) {
    const one = coded[c];
    for (let t = 1; t <= one.steps; t++) start[frame + t] = spike + one.start[t];
    row.set(one.row, spike);
    targets.set(
      labels.subarray(0, Math.max(0, labels.length - delay)),
      frame + Math.min(delay, labels.length),
    );
    frame += one.steps;
    spike += one.row.length;
    clips[c + 1] = frame;
  }
  return { trains: { steps, start, row }, targets, clips };
}
