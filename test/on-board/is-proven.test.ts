import { expect, it } from 'vitest';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { isProven } from '../../src/on-board/board-access.js';
import { boardForm } from '../../src/experiment/board/board-form.js';

const board = { port: '/dev/ttyACM0', weights: { C0: [0, 0] as [number, number] } };
const calibration = { serial: '7F3A', date: '2026-03-14', by: 'A. Person' };
const can = { ...virtualCapabilities(1, 1, '7F3A'), calibrated: true };

it('only a board with a USB identity, a serial number and the record of its own calibration is hardware', () => {
  const setup = boardForm().parse({ ...board, calibration });
  expect(isProven(true, can, setup)).toBe(true);
  expect(isProven(false, can, setup)).toBe(false);
  expect(isProven(true, { ...can, serial: '' }, setup)).toBe(false);
  expect(isProven(true, { ...can, serial: '7F3B' }, setup)).toBe(false);
  expect(isProven(true, { ...can, calibrated: false }, setup)).toBe(false);
  expect(isProven(true, can, boardForm().parse(board))).toBe(false);
});
