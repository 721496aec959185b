import type { Run } from '../runs/run-directory.js';
import type { RunEvent } from '../runs/runner.js';
import type { observeRun } from '../telemetry/observe-run.js';
import type { Protocol } from '../bench/protocol.js';
import { LiveDevice } from './live-device.js';
import { LiveRun } from './live-run.js';
import type { CountView, DeviceView, Ending } from './page/wire.js';
import type { LiveSource } from './server/event-clients.js';
import { LiveServer } from './server/live-server.js';
import { pageAssets } from './server/page-assets.js';
import { TimeLeft } from './time-left.js';

/** The events of a run, or of other work that is counted. */
type Events = ReturnType<typeof observeRun>;

const NOTHING: LiveSource = {
  view: JSON.stringify({
    draws: 'count',
    title: 'memloop',
    directory: '',
    what: 'runs',
  } satisfies CountView),
  state: () => JSON.stringify({ progress: new TimeLeft().view() }),
};

/** The page of a command while it works: first its tuning, say, and then its run. */
export class LivePage {
  private constructor(private readonly server: LiveServer) {}

  /** Opens the page. @param port 0 for any free one @throws UsageError if the port is taken */
  static async open(port: number): Promise<LivePage> {
    return new LivePage(await LiveServer.open(port, pageAssets(), NOTHING));
  }

  get address(): string {
    return this.server.address;
  }

  private show(source: LiveSource): void {
    this.server.source = source;
  }

  /** Shows a run. What is returned takes its events, and lets it be seen. */
  run(run: Run): LiveRun {
    const live = new LiveRun(run);
    this.show(live);
    return live;
  }

  /** Shows a device that is being measured. What is returned takes its readings. @param done number of readings of earlier attempts */
  device(protocol: Protocol, files: Pick<DeviceView, 'port' | 'file'>, done: number): LiveDevice {
    const live = new LiveDevice(protocol, files, done);
    this.show(live);
    return live;
  }

  /** Shows how far some work is. @param what is counted, as in "trial runs" */
  count(events: Events, title: string, directory: string, what: string): void {
    const time = new TimeLeft();
    const view: CountView = { draws: 'count', title, directory, what };
    this.show({ view: JSON.stringify(view), state: () => JSON.stringify({ progress: time.view() }) });
    const next = (event: RunEvent) => {
      if ('total' in event) time.note(event.done, event.total);
    };
    events.subscribe({ next, error: () => {} });
  }

  /** Tells pages how it ended, and closes. */
  end(ending: Ending): Promise<void> {
    return this.server.end(JSON.stringify(ending));
  }
}
