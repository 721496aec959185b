import type { IncomingHttpHeaders } from 'node:http';

/** Names of this computer for itself. A name that a stranger's DNS points at 127.0.0.1 is none of them. */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** What a browser says of a request that comes from a page of another site. */
const FOREIGN = new Set<unknown>(['cross-site', 'same-site']);

/** Why a request is refused before its path is looked at, as a status of HTTP; undefined if it is not. Only GET is answered, and only to pages of this server or an address that the user opened. */
export function refusal(method: string | undefined, headers: IncomingHttpHeaders): 403 | 405 | undefined {
  if (method !== 'GET') return 405;
  const { host = '', origin } = headers;
  if (!LOOPBACK.test(host)) return 403;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  return isForeign(headers) ? 403 : undefined;
}

/** Whether a page of another site loads something. That the user follows a link from there is fine: the address has the token. */
function isForeign(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return FOREIGN.has(site) && headers['sec-fetch-mode'] !== 'navigate';
}
