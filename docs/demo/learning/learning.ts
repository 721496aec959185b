import type { DeviceFit } from '../../../devices/files/device-form.js';
import { assemble, type Assembly } from '../../../src/experiment/assemble.js';
import { catalogue } from '../../../src/experiment/catalogue.js';
import { runEpisode } from '../../../src/experiment/episode.js';
import { parseExperiment, type Experiment } from '../../../src/experiment/experiment.js';
import { errorOfValues } from '../../../src/experiment/seed-run.js';
import { taskOf, weightsOf } from '../../../src/experiment/weights.js';
import { experimentOf, type Choice } from './choice.js';
import type { DemoState, DemoView } from './wire.js';

/** One seed that learns, episode by episode: the numbers of `memloop run --engine ts`. */
export class Learning {
  readonly view: DemoView;
  private readonly experiment: Experiment;
  private readonly made: Assembly;
  private readonly weights: Float64Array;
  private readonly way: number[][] = [];
  private readonly steps: Int32Array;
  private done = 0;
  private told = 0;
  private isPrepared = false;

  /** @throws UsageError where the choices do not go together */
  constructor(
    private readonly choice: Choice,
    fits: readonly DeviceFit[],
  ) {
    this.experiment = parseExperiment(experimentOf(choice));
    this.steps = new Int32Array(this.experiment.episodes);
    this.view = viewOf(this.experiment);
    const { cells, heads } = this.view;
    this.weights = new Float64Array(cells * heads.length);
    const [condition] = this.experiment.conditions;
    const coordinates = this.view.states ? 1 : 2;
    const watch = ({ value }: { readonly value: Float64Array }, step?: unknown) => {
      if (step === undefined) this.way.length = 0;
      this.way.push(Array.from(value.subarray(0, coordinates)));
    };
    this.made = assemble(this.experiment, condition, fits, watch)(choice.seed);
  }

  /** number of finished episodes */
  get finished(): number {
    return this.done;
  }

  get isDone(): boolean {
    return this.done >= this.experiment.episodes;
  }

  /** Learns for one episode. */
  async episode(): Promise<void> {
    const { environment, agent, ledger } = this.made;
    if (!this.isPrepared) await this.made.prepare();
    this.isPrepared = true;
    const { moves } = await runEpisode(environment, agent, (batch) => ledger.note(batch));
    this.steps[this.done++] = moves;
  }

  /** What there is to draw, with the steps since it was last asked. */
  state(): DemoState {
    const { weights, way, made, steps, told, done, isDone } = this;
    made.held(weights);
    this.told = done;
    const { set, reset, reads } = made.ledger.costs();
    return {
      steps: Array.from(steps.subarray(told, done)),
      weights: Array.from(weights),
      way: way.slice(),
      set,
      reset,
      reads,
      isDone,
      ...(isDone && { valueError: errorOfValues(this.experiment, 0, this.choice.seed, { steps, weights }) }),
    };
  }
}

function viewOf(experiment: Experiment): DemoView {
  const { episodes, stepLimit, conditions } = experiment;
  const { grid, scene, states, next, shortestPath } = taskOf(experiment);
  const { cells, heads } = weightsOf(experiment);
  return {
    episodes,
    stepLimit,
    cells,
    heads: heads.map(({ action = -1 }) => action),
    headNames: heads.map(({ name }) => name),
    temperature: conditions[0].temperature ?? experiment.temperature,
    digital: catalogue.schemes.get(conditions[0].scheme).believes ?? false,
    ...(grid && { grid }),
    ...(scene && { scene }),
    ...(states && { states }),
    ...(next && { next }),
    ...(shortestPath !== undefined && { shortestPath }),
  };
}
