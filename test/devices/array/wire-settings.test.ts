import { describe, expect, it } from 'vitest';
import { completeWires, type WireSettings } from '../../../devices/array/wires/wire-settings.js';

describe('settings of wires', () => {
  // ohms a cell of 2 F and 4 F, by technology node
  it.each([
    [200, 0.115, 0.23],
    [100, 0.237, 0.475],
    [50, 0.668, 1.34],
    [40, 1.06, 2.12],
    [32, 1.48, 2.97],
    [22, 2.46, 4.92],
    [14, 5.05, 10.1],
  ])('know the ohms a cell at %i nm', (node, passive, oneTransistor) => {
    const { rowOhms, columnOhms } = completeWires({ node });
    expect(columnOhms).toBe(rowOhms);
    expect(Math.abs(rowOhms / passive - 1)).toBeLessThan(5e-3);
    const { rowOhms: wider } = completeWires({ node, cell: '1T1R', accessOhms: 1000 });
    expect(Math.abs(wider / oneTransistor - 1)).toBeLessThan(5e-3);
  });

  it('take one value for rows and columns', () => {
    expect(completeWires({ ohms: 3 })).toMatchObject({ rowOhms: 3, columnOhms: 3 });
  });

  it('are ideal where nothing is written', () => {
    expect(completeWires()).toEqual({
      rowOhms: 0,
      columnOhms: 0,
      sourceOhms: 0,
      senseOhms: 0,
      drivenEnds: 1,
      sensedEnds: 1,
      cell: 'passive',
      accessOhms: 0,
      scheme: 'V/2',
      writes: 'dropped',
      writeVolts: 1.2,
      millivoltsPerDecade: 75.3,
      nonlinearity: 0,
    });
  });

  it.each<[unknown, string]>([
    [{ rowOhms: -1 }, 'wires.rowOhms: got -1: expected 0 to 1000000000 ohms; 0 stands for none'],
    [{ senseOhms: NaN }, 'wires.senseOhms: got NaN: expected 0 to 1000000000 ohms; 0 stands for none'],
    [{ sourceOhms: '5' }, 'wires.sourceOhms: got "5": expected 0 to 1000000000 ohms; 0 stands for none'],
    [{ nonlinearity: -2 }, 'wires.nonlinearity: got -2: expected 0 to 500 per volt; 0 stands for I = G V'],
    [{ node: 45 }, 'wires.node: got 45: expected one of 200, 100, 50, 40, 32, 22, 14'],
    [{ drivenEnds: 3 }, 'wires.drivenEnds: got 3: expected one of 1, 2'],
    [{ cell: '1T1r' }, 'wires.cell: got "1T1r": expected one of "passive", "1T1R"'],
    [
      { scheme: 'v/4' },
      'wires.scheme: got "v/4": expected one of "V/2", "V/3", "floating"; did you mean V/2?',
    ],
    [{ rowOhm: 3 }, 'wires.rowOhm: got 3: expected only rowOhms, columnOhms, ohms, sourceOhms'],
    [{ node: 40, rowOhms: 1 }, 'wires.node: got 40: expected no rowOhms or columnOhms beside it'],
    [{ node: 40, ohms: 1 }, 'wires.node: got 40: expected no ohms beside it, since it gives both'],
    [{ ohms: 2, columnOhms: 1 }, 'wires.ohms: got 2: expected no rowOhms or columnOhms beside it'],
    [{ toString: 1 }, 'wires.toString: got 1: expected only rowOhms'],
    [{ writeVolts: 0 }, 'wires.writeVolts: got 0: expected 0.01 to 10000 V'],
    [{ writes: 'lost' }, 'wires.writes: got "lost": expected one of "dropped", "compensated"'],
    [{ cell: '1T1R' }, 'wires.accessOhms: got nothing: expected the ohms of the transistor'],
    [{ accessOhms: 5 }, 'wires.accessOhms: got 5: expected none for passive cells'],
  ])('refuse %o in a sentence', (settings, sentence) => {
    expect(() => completeWires(settings as WireSettings)).toThrow(sentence);
  });
});
