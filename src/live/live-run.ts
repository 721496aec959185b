import { blockOf } from '../experiment/glimpse/glimpse.js';
import { SEEN_CONDITIONS } from '../experiment/glimpse/glimpses.js';
import { catalogue } from '../experiment/catalogue.js';
import type { Condition } from '../experiment/condition.js';
import { completeSettings } from '../core/setting.js';
import { taskOf, weightsOf } from '../experiment/weights.js';
import type { Watching } from '../on-board/watching.js';
import type { Run } from '../runs/run-directory.js';
import type { RunEvent } from '../runs/runner.js';
import type { observeRun } from '../telemetry/observe-run.js';
import { MINIMUM_FOR_INTERVAL } from '../runs/statistics.js';
import { taskSummary } from '../runs/task-summary.js';
import { FinishedSeeds, finalEpisodes } from './finished-seeds.js';
import { LinkState } from './link-state.js';
import type { ConditionState, RunState, RunView } from './page/wire.js';
import { compact } from './rounded.js';
import type { LiveSource } from './server/event-clients.js';
import { SeedsInProgress } from './seeds-in-progress.js';
import { TimeLeft } from './time-left.js';

/** A run as the page shows it: the events of its stream, seeds in progress, and the connection to its board. */
export class LiveRun implements LiveSource {
  readonly view: string;
  /** what the run shows of itself */
  readonly watching: Watching;
  private readonly finished: readonly FinishedSeeds[];
  private readonly inProgress: SeedsInProgress;
  private readonly link: LinkState | undefined;
  private readonly time = new TimeLeft();
  private readonly of: number;
  /** the first condition with devices */
  private readonly ofMostInterest: number;

  constructor(private readonly run: Run) {
    const { experiment } = run;
    const { cells, heads } = weightsOf(experiment);
    this.of = experiment.conditions.length;
    const view = runView(run);
    this.view = JSON.stringify(view);
    this.ofMostInterest = Math.max(
      view.conditions.findIndex(({ exact }) => !exact),
      0,
    );
    this.finished = experiment.conditions
      .slice(0, SEEN_CONDITIONS)
      .map(() => new FinishedSeeds(experiment, cells * heads.length));
    this.inProgress = new SeedsInProgress(experiment);
    this.link = experiment.board && new LinkState();
    this.watching = { glimpses: this.inProgress.memory, onEntry: (entry) => this.link?.note(entry) };
  }

  /** Follows the stream of the run. */
  follow(events: ReturnType<typeof observeRun>): void {
    // The caller gets the error of the run.
    events.subscribe({ next: (event) => this.note(event), error: () => {} });
  }

  private note(event: RunEvent): void {
    if ('summary' in event) return this.link?.close();
    this.time.note(event.done, event.total);
    if (!('results' in event)) return;
    for (const result of event.results) this.finished[result.condition]?.add(result);
  }

  prepare(): void {
    this.inProgress.look(this.finished.map(({ seeds }) => this.time.before(this.of) + seeds));
  }

  state(shown = this.ofMostInterest): string {
    const at = Math.min(shown, this.finished.length - 1);
    const { episodes } = this.run.experiment;
    const running = this.finished.map((_, i) => (this.inProgress.of(i)?.episode ?? 0) / episodes);
    const state: RunState = {
      progress: this.time.view(running.reduce((sum, share) => sum + share, 0)),
      earlier: this.time.before(this.of),
      conditions: this.finished.map((one, i) => this.condition(one, i)),
      shown: at,
      weights: this.weights(at),
      link: this.link?.view() ?? null,
    };
    return JSON.stringify(state);
  }

  private condition(one: FinishedSeeds, i: number): ConditionState {
    const now = this.inProgress.of(i);
    const { seeds, curve } = one;
    return {
      seeds,
      curve: seeds === 0 ? null : { mean: compact(curve.mean), reach: compact(reaches(curve)) },
      final: seeds === 0 ? null : one.finalSteps(),
      now: now ? { seed: now.seed, episode: now.episode, curve: compact(now.curve) } : null,
      costs: seeds > 0 ? one.meanCosts() : now ? { set: now.set, reset: now.reset, reads: now.reads } : null,
    };
  }

  private weights(i: number): number[] | null {
    const weights = this.inProgress.of(i)?.weights;
    if (weights) return compact(weights);
    return this.finished[i].seeds > 0 ? compact(this.finished[i].weights.mean) : null;
  }
}

/** Two standard errors of each mean; 0 where there are too few seeds for a band. */
function reaches(curve: FinishedSeeds['curve']): number[] {
  const isKnown = curve.count(0) >= MINIMUM_FOR_INTERVAL;
  const found = new Array<number>(curve.mean.length).fill(0);
  // Every open page asks for it, so it is spared what Moments.standardErrors allocates.
  if (isKnown)
    for (let k = 0; k < found.length; k++) found[k] = (2 * curve.deviation(k)) / Math.sqrt(curve.count(k));
  return found;
}

/** Number of devices that hold a weight. */
function devicesOf({ scheme, schemeSettings }: Condition): number {
  const kind = catalogue.schemes.get(scheme);
  return kind.share(completeSettings(kind.settings, schemeSettings)).length;
}

function runView({ experiment, directory, devices, manifest }: Run): RunView {
  const { environment, episodes, seeds, conditions, board } = experiment;
  const task = taskOf(experiment);
  const { cells, heads } = weightsOf(experiment);
  const { scene, states, shortestPath, moreIsBetter = false } = taskSummary(experiment);
  return {
    draws: 'run',
    environment,
    directory,
    episodes,
    seeds,
    block: blockOf(episodes),
    last: finalEpisodes(episodes),
    moreIsBetter,
    ...(shortestPath !== undefined && { shortestPath }),
    conditions: conditions.slice(0, SEEN_CONDITIONS).map((condition) => ({
      name: condition.name,
      exact: catalogue.devices.get(condition.bank).exact ?? false,
      devices: devicesOf(condition),
      digital: catalogue.schemes.get(condition.scheme).believes ?? false,
      temperature: condition.temperature ?? experiment.temperature,
    })),
    of: conditions.length,
    cells,
    heads: heads.map(({ action = -1 }) => action),
    headNames: heads.map(({ name }) => name),
    ...(scene && { scene }),
    ...(task.grid && { grid: task.grid }),
    ...(states && { states }),
    ...(task.next && { next: task.next }),
    windows: manifest.placement.map((device) => {
      const { lowestSiemens, highestSiemens } = devices.devices[device];
      return [lowestSiemens, highestSiemens];
    }),
    ...(board && { board: board.port }),
  };
}
