import type { Condition } from '../experiment/condition.js';
import type { Experiment } from '../experiment/experiment.js';
import { completeSettings } from '../core/setting.js';
import { hasConverters } from '../experiment/array/array-of.js';
import { tellsConversions } from './layout.js';
import { catalogue } from '../experiment/catalogue.js';
import { recordedEpisodes } from '../experiment/seed-run.js';
import { estimate, Moments } from './statistics.js';
import type { CostsSummary, Estimate, LedgerSummary } from './summary.js';

/** Costs at the end of a run, and costs after recorded episodes, in the order of their columns. */
const END_COLUMNS = [
  'set',
  'reset',
  'updates',
  'reads',
  'joules',
  'deviceSeconds',
  'wear',
  'valueError',
] as const;
const EPISODE_COLUMNS = ['set', 'reset', 'reads', 'joules', 'wear'] as const;

/** Beside them, where an experiment has converters. */
const CONVERSION_COLUMNS = ['conversions', 'clipped', 'conversionJoules', 'conversionSeconds'] as const;

type EndColumn = (typeof END_COLUMNS | typeof CONVERSION_COLUMNS)[number];

function endColumns(experiment: Experiment): readonly EndColumn[] {
  return tellsConversions(experiment) ? [...END_COLUMNS, ...CONVERSION_COLUMNS] : END_COLUMNS;
}

/** The number of costs and errors in a row of seeds.csv, before the weights. */
export function endCosts(experiment: Experiment): number {
  return endColumns(experiment).length;
}

/** The mean costs of one condition, updated row by row. */
export class CostTally {
  private readonly columns: readonly EndColumn[];
  private readonly ends: Moments;
  private readonly converts: boolean;
  private readonly recordedCosts: Moments;
  private readonly weights: Moments;
  private readonly recorded: number[];

  constructor(
    experiment: Experiment,
    private readonly condition: Condition,
    private readonly weightCount: number,
  ) {
    this.columns = endColumns(experiment);
    this.ends = new Moments(this.columns.length);
    this.converts = hasConverters(experiment, condition);
    this.recorded = recordedEpisodes(experiment);
    this.recordedCosts = new Moments(this.recorded.length * EPISODE_COLUMNS.length);
    this.weights = new Moments(3 * weightCount);
  }

  /** Adds a row of costs.csv. @param place index among the recorded episodes */
  afterEpisode(place: number, costs: Float64Array): void {
    this.recordedCosts.addRow(costs, place * EPISODE_COLUMNS.length);
  }

  /** Adds a row of ledger.csv. */
  byWeight(costs: Float64Array): void {
    this.weights.addRow(costs);
  }

  /** Adds the first columns of a row of seeds.csv. */
  atEnd(costs: Float64Array): void {
    this.ends.addRow(costs);
  }

  end(cost: EndColumn): Estimate {
    return estimate(this.ends, this.columns.indexOf(cost));
  }

  ledger(): LedgerSummary {
    const [set, reset, reads] = [this.end('set'), this.end('reset'), this.end('reads')];
    const [joules, seconds] = [known(this.end('joules')), known(this.end('deviceSeconds'))];
    return {
      set: set.mean,
      reset: reset.mean,
      reads: reads.mean,
      joules: joules?.mean ?? null,
      deviceSeconds: seconds?.mean ?? null,
      intervals: {
        set: set.interval,
        reset: reset.interval,
        reads: reads.interval,
        joules: joules?.interval ?? null,
        deviceSeconds: seconds?.interval ?? null,
      },
      ...footprintOf(this.condition),
      wear: this.end('wear'),
      ...(this.converts && { conversions: this.conversions() }),
      perDevice: { set: this.perWeight(0), reset: this.perWeight(1), reads: this.perWeight(2) },
    };
  }

  costs(): CostsSummary {
    const recorded = (cost: (typeof EPISODE_COLUMNS)[number]) =>
      this.recorded.map(
        (_, k) => this.recordedCosts.mean[k * EPISODE_COLUMNS.length + EPISODE_COLUMNS.indexOf(cost)],
      );
    const reset = recorded('reset');
    const joules = recorded('joules');
    return {
      episodes: this.recorded,
      pulses: recorded('set').map((set, k) => set + reset[k]),
      reads: recorded('reads'),
      joules: joules.some(Number.isNaN) ? null : joules,
      wear: recorded('wear'),
    };
  }

  private conversions(): NonNullable<LedgerSummary['conversions']> {
    return {
      count: this.end('conversions'),
      clipped: this.end('clipped'),
      joules: this.end('conversionJoules'),
      seconds: this.end('conversionSeconds'),
    };
  }

  private perWeight(cost: number): number[] {
    return [...this.weights.mean.subarray(cost * this.weightCount, (cost + 1) * this.weightCount)];
  }
}

/** An estimate; undefined if a seed has no value. */
export function known(estimate: Estimate): Estimate | undefined {
  return Number.isNaN(estimate.mean) ? undefined : estimate;
}

/** Memory of a scheme per weight. */
interface Footprint {
  devicesPerWeight: number;
  digitalWordsPerWeight: number;
}

/** The memory of a condition's scheme; the digital copy of a weight, which an open-loop scheme keeps, is a word too. */
function footprintOf({ scheme, schemeSettings }: Condition): Footprint {
  const { settings, share, words, believes } = catalogue.schemes.get(scheme);
  return {
    devicesPerWeight: share(completeSettings(settings, schemeSettings)).length,
    digitalWordsPerWeight: words + (believes ? 1 : 0),
  };
}
