import { describe, it } from 'vitest';
import { boardContract } from '../contracts/board.js';
import { NOISE, openReal } from './open-real.js';

const path = process.env['MEMLOOP_BOARD'];

if (path === undefined) {
  describe.skip('a real board (skipped: set MEMLOOP_BOARD=/dev/tty… to a board whose first 3 × 3 cells may be pulsed)', () => {
    it('keeps the contract of a board', () => {});
  });
} else {
  boardContract(`the board at ${path}`, () => openReal(path), NOISE.amperes, NOISE.siemens);
}
