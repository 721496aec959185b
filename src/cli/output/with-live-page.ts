import { openPage } from './open-page.js';
import type { LivePage } from '../../live/live-page.js';

/** What is wanted of a live page: its port, 0 for any free one, and whether to open it in the browser; without a port there is none. */
interface LiveOptions {
  readonly live?: number;
  readonly open?: boolean;
}

/** Does some work with a live page, where one is wanted, and tells the page how it ended. @param work returns the path of its report, if it wrote one */
export async function withLivePage(
  { live: port, open }: LiveOptions,
  work: (page?: LivePage) => Promise<string | undefined>,
): Promise<void> {
  if (port === undefined) return void (await work());
  const { LivePage } = await import('../../live/live-page.js');
  const page = await LivePage.open(port);
  process.stderr.write(`memloop: live page: ${page.address}\n`);
  if (open) void openPage(page.address);
  try {
    const report = await work(page);
    await page.end({ sentence: 'Done.', complete: true, ...(report !== undefined && { report }) });
  } catch (error) {
    const { message } = error as Error;
    await page.end({ sentence: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, complete: false });
    throw error;
  }
}
