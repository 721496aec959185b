import { Option } from 'commander';
import { UsageError } from '../core/errors.js';
import { costNames, type Budget } from '../experiment/comparison-plan.js';

/** The option that says which cost counts, and how much of it there is. */
export function budgetOption(): Option {
  return new Option(
    '--budget <cost[=value]>',
    `what is scarce: ${costNames.join(', ')}; with a value (pulses, reads, joules, pulses of the worst device), how much of it a run may use`,
  ).argParser(budgetOf);
}

function budgetOf(text: string): Budget {
  const [, name, given] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const cost = costNames.find((one) => one === name);
  const value = given === undefined ? undefined : Number(given);
  const amount = value === undefined || (given.trim() !== '' && Number.isFinite(value) && value > 0);
  if (cost && amount) return { cost, ...(value !== undefined && { value }) };
  throw new UsageError(
    `--budget: got "${text}": expected one of ${costNames.join(', ')}, alone or with = and an amount above 0`,
  );
}
