import { createServer, type Server } from 'node:http';
import { ParlourError } from '@parlour/wire';
import { afterEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../secure-aggregation/bytes.ts';
import { toHex } from '../secure-aggregation/bytes.ts';
import { clientStateToBytes } from '../secure-aggregation/client/state-bytes.ts';
import type { Kind } from '../secure-aggregation/messages/signed-message.ts';
import { closeLeg } from '../secure-aggregation/aggregator/close-leg.ts';
import { messageTo } from '../secure-aggregation/aggregator/message-to.ts';
import { serverReceive } from '../secure-aggregation/aggregator/receive.ts';
import { unmask } from '../secure-aggregation/aggregator/release.ts';
import type { ServerState } from '../secure-aggregation/aggregator/server-state.ts';
import { cheapTestSuite as suite } from '../secure-aggregation/test/cheap-test-suite.ts';
import { smallRound, standAt } from '../secure-aggregation/test/stand-at.ts';
import {
  plainSum,
  type TestDevice,
  testRound,
  type TestRound,
} from '../secure-aggregation/test/test-round.ts';
import { httpChannel, type RoundChannel, type RoundStore, type StoredRound, takePart } from './index.ts';

const PHASE_OF: Partial<Record<Kind, ServerState['phase']>> = {
  roster: 'sharing',
  deliveries: 'reporting',
  survivors: 'confirming',
  confirmations: 'unmasking',
};

/** The aggregator's machine behind the routes that `httpChannel` speaks to; a leg closes when all have answered. */
class TestAggregator {
  state: ServerState;
  readonly messages: string[] = [];
  readonly #round: TestRound;
  readonly #answered = new Set<string>();
  readonly #indices = new Map<string, number>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(round: TestRound) {
    this.#round = round;
    this.state = round.server;
  }

  post(message: Bytes): Promise<Bytes | undefined> {
    return this.#inTurn(async () => {
      this.messages.push(toHex(message));
      const { state, outcome, sender, reply } = await serverReceive(this.#round.tools, this.state, message);
      if (state.phase === 'advertising') {
        this.#indices.set(toHex(state.clients[sender].keys.signingKey), sender);
      }
      if (outcome === 'accepted' && reply === undefined) {
        this.#answered.add(`${state.phase} ${sender}`);
      }
      const all = [...this.#answered].filter((name) => name.startsWith(state.phase)).length;
      if (all === this.#round.devices.length) {
        this.state = await closeLeg(this.#round.tools, state);
      }
      return reply;
    });
  }

  next(kind: Kind, key: string): Promise<Bytes | undefined> {
    return this.#inTurn(async () => {
      const index = this.#indices.get(key);
      const there = index !== undefined && this.state.phase === PHASE_OF[kind];
      return there ? messageTo(this.#round.tools, this.state, index) : undefined;
    });
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
  }
});

/** Each server has a port of its own: `fetch` keeps connections open to those that are gone. */
let port = 21_437;

async function listen(respond: Parameters<typeof createServer>[1]): Promise<string> {
  for (;;) {
    port += 1;
    const server = createServer({}, respond);
    const listening = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    const at = port;
    if (await listening) {
      servers.push(server);
      return `http://127.0.0.1:${at}/api/`;
    }
  }
}

const serve = (aggregator: TestAggregator) =>
  listen((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = url.pathname.split('/').at(-1) as Kind;
      const answer =
        request.method === 'POST'
          ? aggregator.post(new Uint8Array(Buffer.concat(chunks)))
          : aggregator.next(asked, url.searchParams.get('key') ?? '');
      answer.then(
        (body) => response.writeHead(body === undefined ? 204 : 200).end(body),
        (error: unknown) => {
          const code = error instanceof ParlourError ? error.code : 'aggregation/crash';
          response
            .writeHead(409, { 'content-type': 'application/problem+json' })
            .end(JSON.stringify({ code }));
        },
      );
    });
  });

class MemoryStore implements RoundStore {
  stored: StoredRound | undefined;
  saves = 0;
  load = () => Promise.resolve(this.stored);
  clear = () => {
    this.stored = undefined;
    return Promise.resolve();
  };
  save(state: Bytes, revision: number): Promise<boolean> {
    if (revision !== (this.stored?.revision ?? 0) + 1) {
      return Promise.resolve(false);
    }
    this.stored = { state, revision };
    this.saves += 1;
    return Promise.resolve(true);
  }
}

const participation = (round: TestRound, device: TestDevice, channel: RoundChannel, store: RoundStore) => ({
  tools: round.tools,
  channel,
  store,
  join: () => Promise.resolve(structuredClone(device.state)),
  report: () => Promise.resolve(device.report.slice()),
  pause: () => Promise.resolve(),
});

const keyOf = (device: TestDevice) => suite.ed25519Public(device.signingSeed) as Bytes;

describe('taking part over HTTP', () => {
  it('ends with the sum of all', async () => {
    const round = await testRound(suite, smallRound);
    const aggregator = new TestAggregator(round);
    const base = await serve(aggregator);
    const stores = round.devices.map(() => new MemoryStore());
    await Promise.all(
      round.devices.map((device, i) => {
        const channel = httpChannel({ base, roundId: round.setup.roundId, signingKey: keyOf(device) });
        return takePart(participation(round, device, channel, stores[i]));
      }),
    );
    expect(stores.every(({ stored, saves }) => stored === undefined && saves === 6)).toBe(true);
    expect(aggregator.state.phase).toBe('adding');
    const released = aggregator.state.phase === 'adding' && (await unmask(round.tools, aggregator.state));
    const sum = plainSum(
      round.devices.map(({ report }) => report),
      round.setup,
    );
    expect(released).toMatchObject({ phase: 'released', sum });
  });

  it('gives refusals their code, and calls what may pass unreachable', async () => {
    const answers = [
      [409, '{"code":"aggregation/round-over"}', 'aggregation/round-over'],
      [400, 'not a problem', 'aggregation/refused'],
      [404, '{"code":"<script>"}', 'aggregation/refused'],
      [503, '', 'aggregation/unreachable'],
      [429, '', 'aggregation/unreachable'],
      [302, '', 'aggregation/unreachable'],
    ] as const;
    for (const [status, body, code] of answers) {
      const base = await listen((_, response) => response.writeHead(status, { location: '/' }).end(body));
      const channel = httpChannel({ base, roundId: new Uint8Array(32), signingKey: new Uint8Array(32) });
      await expect(channel.post(Uint8Array.of(1))).rejects.toMatchObject({ code });
      await expect(channel.next('roster')).rejects.toMatchObject({ code });
    }
    const cut = await listen((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      request.socket.destroySoon();
    });
    const half = httpChannel({ base: cut, roundId: new Uint8Array(32), signingKey: new Uint8Array(32) });
    await expect(half.next('roster')).rejects.toMatchObject({ code: 'aggregation/unreachable' });
    const channel = httpChannel({
      base: 'http://127.0.0.1:1/',
      roundId: new Uint8Array(32),
      signingKey: new Uint8Array(32),
    });
    await expect(channel.next('roster')).rejects.toMatchObject({ code: 'aggregation/unreachable' });
  });
});

describe('an answer over HTTP', () => {
  it('without end is not read to its end', async () => {
    let sent = 0;
    const base = await listen((_, response) => {
      const more = () => {
        while (response.writable && response.write(Buffer.alloc(65_536))) {
          sent += 65_536;
        }
        response.once('drain', more);
      };
      response.writeHead(200).on('error', () => undefined);
      more();
    });
    const channel = httpChannel({ base, roundId: new Uint8Array(32), signingKey: new Uint8Array(32) });
    await expect(channel.next('deliveries')).rejects.toMatchObject({ code: 'aggregation/refused' });
    expect(sent).toBeLessThan(2 ** 26);
  });

  it('that is empty is an empty message, and 204 is none', async () => {
    const base = await listen((request, response) =>
      response.writeHead(request.method === 'POST' ? 200 : 204).end(),
    );
    const channel = httpChannel({ base, roundId: new Uint8Array(32), signingKey: new Uint8Array(32) });
    expect(await channel.post(Uint8Array.of(1))).toEqual(new Uint8Array());
    expect(await channel.next('roster')).toBeUndefined();
  });
});

/** A line that breaks after it has carried a message, before the answer is there; and a device that then reloads. */
class BreakingChannel implements RoundChannel {
  readonly #aggregator: TestAggregator;
  readonly #key: string;
  #breaks = 0;

  constructor(aggregator: TestAggregator, key: string) {
    this.#aggregator = aggregator;
    this.#key = key;
  }

  async post(message: Bytes): Promise<Bytes | undefined> {
    const answer = await this.#aggregator.post(message);
    this.#breaks += 1;
    if (this.#breaks % 2 === 1) {
      throw new Error('the tab is closed');
    }
    return answer;
  }

  next = (kind: Kind) => this.#aggregator.next(kind, this.#key);
}

describe('a device that reloads after every message', () => {
  it('repeats the same bytes, and the sum is exact', async () => {
    const round = await testRound(suite, smallRound);
    const aggregator = new TestAggregator(round);
    await Promise.all(
      round.devices.map(async (device) => {
        const channel = new BreakingChannel(aggregator, toHex(keyOf(device)));
        const store = new MemoryStore();
        for (let life = 0; life < 7; life += 1) {
          await takePart(participation(round, device, channel, store)).catch((error: unknown) => {
            expect(String(error)).toContain('the tab is closed');
          });
        }
        expect(store.stored).toBeUndefined();
      }),
    );
    const kinds = new Map<string, number>();
    for (const message of aggregator.messages) {
      kinds.set(message, (kinds.get(message) ?? 0) + 1);
    }
    expect(kinds.size).toBe(6 * smallRound.devices);
    expect(new Set(kinds.values())).toEqual(new Set([2]));
    expect(aggregator.state.phase).toBe('adding');
  });

  it('sends nothing that was not stored before', async () => {
    const round = await testRound(suite, smallRound);
    const [device] = round.devices;
    const sent: Bytes[] = [];
    const channel: RoundChannel = {
      post: (message) => {
        sent.push(message);
        return Promise.resolve(undefined);
      },
      next: () => Promise.resolve(undefined),
    };
    const full = {
      load: () => Promise.resolve(undefined),
      clear: () => Promise.resolve(),
      save: () => Promise.reject(new Error('disk full')),
    };
    await expect(takePart(participation(round, device, channel, full))).rejects.toThrow('disk full');
    expect(sent).toEqual([]);
  });

  it('waits where the aggregator has nothing to say yet, and does not ask without end', async () => {
    const round = await testRound(suite, smallRound);
    const looks: string[] = [];
    const channel: RoundChannel = {
      post: () => Promise.resolve(undefined),
      next: () => Promise.resolve(undefined),
    };
    const waiting = {
      ...participation(round, round.devices[0], channel, new MemoryStore()),
      pause: (attempt: number, why: string) => {
        looks.push(`${attempt} ${why}`);
        return attempt < 4 ? Promise.resolve() : Promise.reject(new Error('long enough'));
      },
    };
    await expect(takePart(waiting)).rejects.toThrow('long enough');
    expect(looks).toEqual(['1 nothing-yet', '2 nothing-yet', '3 nothing-yet', '4 nothing-yet']);
  });

  it('gives up when it is told to', async () => {
    const round = await testRound(suite, smallRound);
    const attempts: number[] = [];
    const broken = () =>
      Promise.reject(new ParlourError('aggregation/unreachable', { message: '', meaning: '', mend: '' }));
    const channel: RoundChannel = { post: broken, next: broken };
    const impatient = {
      ...participation(round, round.devices[0], channel, new MemoryStore()),
      pause: (attempt: number) => {
        attempts.push(attempt);
        return attempt < 3 ? Promise.resolve() : Promise.reject(new Error('enough'));
      },
    };
    await expect(takePart(impatient)).rejects.toThrow('enough');
    expect(attempts).toEqual([1, 2, 3]);
  });
});

describe('two windows of one device', () => {
  it('send one report and one list of survivors between them, and one of them stops', async () => {
    const round = await testRound(suite, smallRound);
    const aggregator = new TestAggregator(round);
    const words = round.devices[7].report;
    const outcomes = await Promise.all(
      round.devices.map((device) => {
        const channel: RoundChannel = {
          post: (message) => aggregator.post(message),
          next: (kind) => aggregator.next(kind, toHex(keyOf(device))),
        };
        const store = new MemoryStore();
        const one = participation(round, device, channel, store);
        // Each window makes a report of its own, as encoding does: other noise, other bytes.
        const another = { ...one, report: () => Promise.resolve(words.map((word) => word ^ 1)) };
        return Promise.allSettled(device.number === 7 ? [takePart(one), takePart(another)] : [takePart(one)]);
      }),
    );
    const rejected = outcomes.flat().filter(({ status }) => status === 'rejected');
    expect(rejected).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'aggregation/elsewhere' }) },
    ]);
    expect(new Set(aggregator.messages).size).toBe(6 * smallRound.devices);
    expect(aggregator.state.phase).toBe('adding');
  });

  it('that both reload where a report is about to leave: the second of them sends none', async () => {
    const { store, sent, window } = await aboutToReport();
    const outcomes = await Promise.allSettled([window(0), window(1)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const codes = outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason));
    expect(codes.filter((code) => String(code).includes('Another window'))).toHaveLength(1);
    expect(store.stored?.revision).toBe(4);
    const reports = [...sent].filter((message) => message.startsWith('0108'));
    expect(reports).toHaveLength(1);
  });
});

/** Device 7 with its state stored in phase `shared`; a window reports and then stops. */
async function aboutToReport() {
  const { round, device, message } = await standAt(suite, 'reporting');
  const store = new MemoryStore();
  store.stored = { state: clientStateToBytes(device.state), revision: 3 };
  const sent = new Set<string>();
  const channel: RoundChannel = {
    post: (bytes) => {
      sent.add(toHex(bytes));
      return Promise.resolve(undefined);
    },
    next: (kind) =>
      kind === 'deliveries' ? Promise.resolve(message) : Promise.reject(new Error('the tab is closed')),
  };
  const window = (flip: number) =>
    takePart({
      ...participation(round, device, channel, store),
      report: () => Promise.resolve(device.report.map((word) => word ^ flip)),
    });
  return { store, sent, window };
}
