import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OnJobProgress } from '@parlour/server';
import { ParlourError } from '@parlour/wire';
import { isPrivateUrl, publicLookup } from '../catalogue/links/public-host.ts';

const mostRedirects = 5;
/** Bytes of a file, as of an upload. */
const mostBytes = 4 * 2 ** 30;
/** Milliseconds without a byte. */
const patience = 60_000;

/**
 * Fetches a source from a public host into a file, whole. `PARLOUR_PRIVATE_SOURCES=1` also asks addresses of private networks.
 * @throws ParlourError `catalogue/unreachable-source`: nothing is imported then.
 */
export async function fetchFile(source: string, path: string, onProgress: OnJobProgress): Promise<void> {
  const allowPrivate = process.env.PARLOUR_PRIVATE_SOURCES === '1';
  let url = new URL(source);
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (!/^https?:$/.test(url.protocol) || (!allowPrivate && isPrivateUrl(url)))
      throw unreachable('It is not at a public address.');
    const response = await ask(url, allowPrivate);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location && URL.canParse(headers.location, url)) {
      response.destroy();
      url = new URL(headers.location, url);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw unreachable(`Its server answered ${statusCode}.`);
    }
    return save(response, path, onProgress);
  }
  throw unreachable('It leads from one address to the next.');
}

function ask(url: URL, allowPrivate: boolean): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent: false,
      timeout: patience,
      headers: { 'user-agent': 'Parlour', accept: '*/*' },
      ...(!allowPrivate && { lookup: publicLookup }),
    });
    asked.on('response', resolve);
    asked.on('timeout', () => asked.destroy(new Error('timeout')));
    asked.on('error', (cause) => reject(unreachable('Its server does not answer.', cause)));
    asked.end();
  });
}

async function save(response: IncomingMessage, path: string, onProgress: OnJobProgress): Promise<void> {
  const all = Number(response.headers['content-length'] ?? 0);
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onProgress(all > 0 ? Math.min(1, bytes / all) : 0, 'Fetching');
      done(bytes > mostBytes ? unreachable('It is larger than 4 GiB.') : null, chunk);
    },
  });
  await pipeline(response, counted, createWriteStream(path, { mode: 0o600 })).catch((cause: unknown) => {
    throw cause instanceof ParlourError ? cause : unreachable('It did not arrive whole.', cause);
  });
}

const unreachable = (why: string, cause?: unknown): ParlourError =>
  new ParlourError(
    'catalogue/unreachable-source',
    {
      message: `The source cannot be fetched. ${why}`,
      meaning: 'Nothing was imported; the catalogue is as it was.',
      mend: 'Check its address; if it is right, try again later.',
    },
    { cause },
  );
