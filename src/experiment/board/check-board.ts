import { isVirtual } from './board-port.js';
import { completeSettings } from '../../core/setting.js';
import type { BoardSetup } from './board-form.js';
import type { Condition } from '../condition.js';
import { boardsThatTake, catalogue, type BoardSetting } from '../catalogue.js';
import { weightsOf, type TaskChoice } from '../weights.js';

/** What is wrong with a board before anybody looks at it, and where. */
interface Fault {
  message: string;
  path: PropertyKey[];
}

/** What about a board cannot be as the experiment says it. */
export function boardFault(
  board: BoardSetup,
  experiment: TaskChoice & { readonly conditions: readonly Condition[] },
): Fault | undefined {
  return (
    instrumentFault(board) ??
    placeFault(board, weightsOf(experiment).roles) ??
    experiment.conditions.map(conditionFault).find((fault) => fault !== undefined)
  );
}

function instrumentFault({ port, as, gpib, amperesPerCount }: BoardSetup): Fault | undefined {
  const fault = (setting: string, message: string) => ({
    message: `board.${setting}: ${message}`,
    path: ['board', setting],
  });
  if (isVirtual(port) && as !== undefined)
    return fault(
      'as',
      `got ${as} at the port "virtual", which speaks MBP/1: expected the path of a serial port`,
    );
  for (const [setting, value] of Object.entries({ gpib, amperesPerCount })) {
    const takers = boardsThatTake(setting as BoardSetting);
    if (value !== undefined && (as === undefined || !takers.includes(as)))
      return fault(
        setting,
        `got ${value}${as === undefined ? '' : ` with as: ${as}`}: requires as: ${takers.join(' or ')}`,
      );
  }
  return undefined;
}

function placeFault({ port, weights, reference }: BoardSetup, names: readonly string[]): Fault | undefined {
  const taken = new Map<string, string>();
  for (const [name, place] of Object.entries(weights)) {
    const fault = (message: string) => ({
      message: `board.weights.${name}: ${message}`,
      path: ['board', 'weights', name],
    });
    const words = `[${place.join(', ')}]`;
    if (!names.includes(name)) {
      return fault(`got an unknown weight: expected one of ${names[0]}, ${names[1]}, …, ${names.at(-1)!}`);
    }
    if (isVirtual(port) && reference && place[0] > reference.row) {
      return fault(
        `got ${words}: expected a row number less than ${reference.row}: on a virtual board the reference row is the last`,
      );
    }
    if (place[0] === reference?.row)
      return fault(`got ${words}: expected another row than the reference row`);
    const other = taken.get(words);
    if (other !== undefined) return fault(`got ${words}: expected a cell of its own, ${other} is there`);
    taken.set(words, name);
  }
  return undefined;
}

function conditionFault({ scheme, schemeSettings, name }: Condition, at: number): Fault | undefined {
  const kind = catalogue.schemes.get(scheme);
  const devices = kind.share(completeSettings(kind.settings, schemeSettings)).length;
  if (devices === 1) return undefined;
  return {
    message: `conditions.${at}.scheme: got ${scheme} (${name}), which has ${devices} devices a weight: expected one with a single device where there is a board`,
    path: ['conditions', at],
  };
}
