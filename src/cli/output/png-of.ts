import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { RunError } from '../../core/errors.js';

const FAMILY = 'Arimo';
/** Files of the packages that draw: the compiled library, and letters with the metrics of Helvetica. */
const LIBRARY = '@resvg/resvg-wasm/index_bg.wasm';
const LETTERS = [
  '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
];

let started: Promise<void> | undefined;

/** An SVG document as a PNG image, the same on every machine: without a browser and without fonts of the system. @param width of the image, pixels @throws RunError if the optional packages are not installed */
export async function pngOf(svg: string, width: number): Promise<Uint8Array> {
  try {
    const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
    // The library may be started once in a process.
    started ??= fileOf(LIBRARY).then(initWasm);
    await started;
    const fontBuffers = await Promise.all(LETTERS.map(fileOf));
    const font = { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY, serifFamily: FAMILY };
    return new Resvg(svg, { font, fitTo: { mode: 'width', value: width } }).render().asPng();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.endsWith('MODULE_NOT_FOUND')) throw error;
    throw new RunError(
      'slide.png: the optional packages that draw it are not installed; install them with: npm install @resvg/resvg-wasm @expo-google-fonts/arimo',
    );
  }
}

function fileOf(name: string): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve(name));
}
