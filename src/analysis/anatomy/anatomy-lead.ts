import type { Lead } from '../../report/page/lead.js';
import type { Anatomy } from './anatomy.js';
import { closer, feedbackAndOpen } from './findings.js';

/** What the page of an anatomy opens with: how far the critic is from ideal memory at the end, with feedback and without. */
export function anatomyLead(anatomy: Anatomy): Lead {
  const { feedback, open } = feedbackAndOpen(anatomy);
  const [closed, lost] = [feedback.critic, open.critic];
  const verdict = closer(closed, lost);
  return {
    sentence: `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}: its distance from ideal memory at the end is ${closed.mean.toFixed(3)} of the window with feedback, and ${lost.mean.toFixed(3)} without.`,
    number: closed.mean.toFixed(3),
    interval: closed.interval ? `[${closed.interval.map((end) => end.toFixed(3)).join(', ')}]` : undefined,
    of: `distance of the critic from ideal memory with feedback (self-correcting, root mean square)`,
  };
}
