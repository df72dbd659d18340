import { expect, test } from 'vitest';
import { once } from './once.ts';
import { triedAgain } from './tried-again.ts';

test('what worked is made once, what failed is made again', async () => {
  const answers = [Promise.reject(new Error('offline')), Promise.resolve(7)];
  let asked = 0;
  const ask = once(() => answers[asked++] ?? Promise.resolve(0));
  await expect(ask()).rejects.toThrow('offline');
  await expect(ask()).resolves.toBe(7);
  await expect(ask()).resolves.toBe(7);
  expect(asked).toBe(2);
});

test('what lacks something is tried again after a pause, without waiting for it, until it is whole', async () => {
  let time = 0;
  let asked = 0;
  const lacking = [2, 1, 2, 0];
  const ask = triedAgain(
    () => Promise.resolve({ lacks: lacking[asked++] ?? 0 }),
    ({ lacks }) => lacks,
    () => time,
  );
  const later = async (): Promise<number> => {
    time += 300_000;
    await ask();
    return (await ask()).lacks;
  };
  expect((await ask()).lacks).toBe(2);
  expect((await ask()).lacks).toBe(2);
  expect(asked).toBe(1);
  expect(await later()).toBe(1);
  expect(await later()).toBe(1);
  expect(await later()).toBe(0);
  expect(await later()).toBe(0);
  expect(asked).toBe(4);
});
