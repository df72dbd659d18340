export interface HostLimits {
  /** Hosts that are asked at the same time. */
  readonly concurrency: number;
  /** Milliseconds between two requests to one host. */
  readonly pauseMs: number;
  /** Waits so long; the real clock if absent. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/**
 * Works through links with many hosts at once, and one link at a time at each. `work` says whether its host may be asked again in
 * this run; if not, the rest of that host's links is left.
 */
export async function byHost(
  links: readonly string[],
  { concurrency, pauseMs, pause = wait }: HostLimits,
  work: (link: string) => Promise<boolean>,
): Promise<void> {
  const hosts = Map.groupBy(links, (link) => new URL(link).host);
  // The longest queues first: they decide when all is done.
  const queues = [...hosts.values()].sort((one, other) => other.length - one.length).values();
  const worker = async (): Promise<void> => {
    for (const queue of queues) {
      for (const [at, link] of queue.entries()) {
        if (at > 0 && pauseMs > 0) await pause(pauseMs);
        if (!(await work(link))) break;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
