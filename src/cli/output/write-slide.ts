import { join } from 'node:path';
import type { Slide } from '../../analysis/compare/slide/comparison-slide.js';
import { onPaper } from '../../report/marks/figure.js';
import { writeWhole } from '../../runs/write-whole.js';
import { pngOf } from './png-of.js';

/** Width of the image, pixels. */
const WIDTH = 1920;

/** Writes a slide into a run directory: slide.svg, slide.txt and slide.png. */
export async function writeSlide(directory: string, { svg, text }: Slide): Promise<void> {
  const drawing = onPaper(svg);
  writeWhole(join(directory, 'slide.svg'), drawing);
  writeWhole(join(directory, 'slide.txt'), text);
  writeWhole(join(directory, 'slide.png'), await pngOf(drawing, WIDTH));
}
