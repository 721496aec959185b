import { afterAll, beforeAll } from 'vitest';
import { boardContract } from '../contracts/board.js';
import { NOISE, openReal } from '../drivers/open-real.js';
import { OHMS } from '../drivers/physical-board.js';
import { describeWithSocat } from '../rig.js';
import { BoardProgram } from './board-program.js';

describeWithSocat('the virtual board behind a pseudo-terminal and npm serialport', () => {
  let program: BoardProgram;
  beforeAll(() => {
    program = new BoardProgram('--reference', String(OHMS));
  });
  afterAll(() => program.end());

  const open = async () => {
    await program.ready();
    return openReal(program.path);
  };
  boardContract('the board', open, NOISE.amperes, NOISE.siemens);
});
