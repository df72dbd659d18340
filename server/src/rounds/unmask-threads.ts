import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type CryptoSuite, refusal, runUnmaskJob, type UnmaskJob } from '@parlour/private-aggregation';
import type { UnmaskAnswer, UnmaskOrder } from './unmask-thread.ts';

/** Takes masks away, as `runUnmaskJob`, and with the same refusals. */
export type Unmasking = (job: UnmaskJob) => Promise<Uint32Array<ArrayBuffer>>;

/** Words of masks below which a job is done here, in less time than a thread takes to start. */
const usuallyHere = 4_000_000;
/** Milliseconds without a job after which a thread ends. */
const idleMs = 30_000;

const sizeOf = (job: UnmaskJob): number =>
  job.dimension * (job.kind === 'dropped' ? job.partners.length : job.survivors.length);

/**
 * Does long jobs on threads, as many as there are processors, so that the process goes on answering meanwhile. They start when
 * they are needed, end when they are not, and keep no process from ending.
 */
export function unmaskThreads(suite: CryptoSuite, mostHere = usuallyHere): Unmasking {
  const idle: Worker[] = [];
  const ends = new Map<Worker, NodeJS.Timeout>();
  const waiting: ((worker: Worker) => void)[] = [];
  let started = 0;
  const leave = (worker: Worker) => {
    const next = waiting.shift();
    if (next) return next(worker);
    idle.push(worker);
    ends.set(worker, setTimeout(() => end(worker), idleMs).unref());
  };
  const end = (worker: Worker) => {
    idle.splice(idle.indexOf(worker), 1);
    started -= 1;
    void worker.terminate();
  };
  const enter = async (): Promise<Worker> => {
    const rested = idle.pop();
    if (rested) {
      clearTimeout(ends.get(rested));
      return rested;
    }
    if (started >= availableParallelism()) return new Promise((resolve) => waiting.push(resolve));
    started += 1;
    const worker = new Worker(new URL('unmask-thread.ts', import.meta.url));
    worker.unref();
    return worker;
  };
  const letNextIn = async () => {
    const next = waiting.shift();
    if (next) next(await enter());
  };
  return async (job) => {
    if (sizeOf(job) < mostHere) return runUnmaskJob(suite, job);
    const worker = await enter();
    const answer = await ask(worker, { job }).catch(async (error: unknown) => {
      // A thread that broke takes no more jobs; whoever waits gets a new one.
      started -= 1;
      await letNextIn();
      throw error;
    });
    leave(worker);
    if ('refused' in answer) throw refusal(answer.refused);
    return answer.words;
  };
}

function ask(worker: Worker, order: UnmaskOrder): Promise<UnmaskAnswer> {
  return new Promise((resolve, reject) => {
    const hear = (answer: UnmaskAnswer) => {
      worker.off('error', fail);
      worker.unref();
      resolve(answer);
    };
    const fail = (error: unknown) => {
      worker.off('message', hear);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    worker.ref();
    worker.once('message', hear);
    worker.once('error', fail);
    worker.postMessage(order);
  });
}
