import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isPrivateUrl, publicLookup } from './public-host.ts';

/** `unclear`: it was not said whether the link is good, for instance because the server was busy or wants a person. */
export type LinkOutcome = 'works' | 'broken' | 'unclear';

export interface LinkAnswer {
  readonly outcome: LinkOutcome;
  /** Of the last answer; undefined where there was none. */
  readonly status?: number;
  /** The server asked to be left alone. */
  readonly isBusy: boolean;
}

export interface TryOptions {
  readonly timeoutMs: number;
  /** Also ask addresses of private networks. */
  readonly allowPrivate?: boolean;
}

const mostRedirects = 5;
/** Answers to HEAD that say more about HEAD than about the page. */
const headless: ReadonlySet<number> = new Set([400, 403, 404, 405, 410, 500, 501]);
const gone: ReadonlySet<number> = new Set([404, 410]);

/** Asks for a link by HEAD, and by GET where the answer leaves doubt, along redirects. Nothing of any content is read. */
export async function tryLink(link: string, options: TryOptions): Promise<LinkAnswer> {
  let url = new URL(link);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    if (!options.allowPrivate && isPrivateUrl(url)) return { outcome: 'unclear', isBusy: false };
    const answer = await answerOf(url, options);
    // No answer may as well be a fault of the network here.
    if (answer === undefined) return { outcome: 'unclear', isBusy: false };
    const { status, location } = answer;
    if (status < 300 || status >= 400 || location === undefined) {
      return { outcome: outcomeOf(status), status, isBusy: status === 429 || status === 503 };
    }
    if (!URL.canParse(location, url)) return { outcome: 'broken', status, isBusy: false };
    url = new URL(location, url);
    if (!/^https?:$/.test(url.protocol)) return { outcome: 'unclear', status, isBusy: false };
  }
  return { outcome: 'broken', isBusy: false };
}

function outcomeOf(status: number): LinkOutcome {
  if (status >= 200 && status < 300) return 'works';
  return gone.has(status) ? 'broken' : 'unclear';
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

async function answerOf(url: URL, options: TryOptions): Promise<Answer | undefined> {
  const head = await ask('HEAD', url, options);
  return head !== undefined && headless.has(head.status) ? ask('GET', url, options) : head;
}

/** Undefined where there was no answer. */
function ask(
  method: 'HEAD' | 'GET',
  url: URL,
  { timeoutMs, allowPrivate }: TryOptions,
): Promise<Answer | undefined> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const asked = request(url, {
      method,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'user-agent': 'Parlour link check', accept: '*/*' },
      ...(!allowPrivate && { lookup: publicLookup }),
    });
    asked.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
      response.destroy();
    });
    asked.on('error', () => resolve(undefined));
    asked.end();
  });
}
