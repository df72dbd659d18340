import { expect, test } from 'vitest';
import { byHost } from './by-host.ts';

const links = ['a', 'b', 'c'].flatMap((host) =>
  Array.from({ length: 4 }, (_, page) => `http://${host}.example/${page}`),
);

test('each host is asked for one link at a time, with a pause between two', async () => {
  const open = new Map<string, number>();
  const done: string[] = [];
  const pauses: number[] = [];
  let [hosts, most] = [0, 0];
  await byHost(
    links,
    {
      concurrency: 2,
      pauseMs: 700,
      pause: (ms) => {
        pauses.push(ms);
        return Promise.resolve();
      },
    },
    async (link) => {
      const { host } = new URL(link);
      open.set(host, (open.get(host) ?? 0) + 1);
      expect(open.get(host)).toBe(1);
      most = Math.max(most, ++hosts);
      await new Promise((resolve) => setImmediate(resolve));
      open.set(host, 0);
      hosts -= 1;
      done.push(link);
      return true;
    },
  );
  expect(done.toSorted()).toEqual(links);
  expect(most).toBe(2);
  expect(pauses).toEqual(Array.from({ length: 9 }, () => 700));
});

test('a host that wants to be left alone is left, and the others are not', async () => {
  const done: string[] = [];
  await byHost(links, { concurrency: 16, pauseMs: 0 }, (link) => {
    done.push(link);
    return Promise.resolve(link !== 'http://b.example/1');
  });
  expect(done.toSorted()).toEqual(links.filter((link) => !/b\.example\/[23]/.test(link)));
});
