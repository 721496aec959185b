import { basename, extname } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { printable } from '../../core/printable.js';
import { decisionFigure } from '../../report/voice/decision-figure.js';
import type { DrawnFile } from '../../report/voice/voice-page.js';
import { soundIn } from '../../runs/voice/read-corpus.js';
import type { Detector } from '../../voice/detector/detector.js';
import { hear } from '../../voice/detector/hear.js';
import { soundLevels } from '../../voice/features/sound-levels.js';
import type { Sound } from '../../voice/wav/sound.js';

/** What files hold. */
export interface HeardFiles {
  readonly drawn: readonly DrawnFile[];
  /** the sound of the first */
  readonly first: Sound;
  /** seconds of sound, and how long the detector took for them: bands and network, without reading and drawing */
  readonly seconds: number;
  readonly elapsed: number;
}

/** Lets a detector listen to wav files, and draws what it decides. @throws UsageError for a file that is no sound, or shorter than a frame */
export function hearFiles(files: readonly string[], detector: Detector): HeardFiles {
  const names = figureNames(files);
  let elapsed = 0;
  let first: Sound | undefined;
  const drawn = files.map((file, i) => {
    const sound = soundOf(file);
    first ??= sound;
    const before = performance.now();
    const levels = soundLevels(sound);
    const heard = hear(detector, sound, levels);
    elapsed += (performance.now() - before) / 1000;
    const figure = decisionFigure(heard, levels, printable(basename(file)), names[i]);
    return { file, heard, figure };
  });
  return { drawn, first: first!, elapsed, seconds: drawn.reduce((sum, { heard }) => sum + heard.seconds, 0) };
}

function soundOf(file: string): Sound {
  const sound = soundIn(file);
  const milliseconds = (1000 * sound.samples.length) / sound.sampleRate;
  if (milliseconds >= 25) return sound;
  throw new UsageError(
    `${file} has ${Number(milliseconds.toPrecision(2))} ms of sound: expected 25 ms or more, which is a frame`,
  );
}

/** Names for the figures of files: that of the file, where there are several; with a number where two have the same. */
function figureNames(files: readonly string[]): string[] {
  if (files.length === 1) return ['decision'];
  const taken = new Set<string>();
  return files.map((file) => {
    const stem = `decision-${basename(file, extname(file)).replace(/[^\w-]+/g, '-')}`;
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
