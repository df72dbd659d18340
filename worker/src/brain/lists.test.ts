// A fake IndexedDB in memory; the same is tested in a real Chromium, end to end.
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { film, filesOf, items, passphrase, testPlatform } from './brain-for-tests.ts';
import { createBrain } from './create-brain.ts';

test('a list tells the page all that there is to say, and its explanations agree with it', async () => {
  const files = filesOf(items(), { collaborative: new Uint8Array(8) });
  const brain = createBrain({ files, vaultPlatform: testPlatform() });
  await brain.start();
  await brain.createVault(passphrase);
  for (const index of [1, 7, 13]) await brain.feedback(film(index), 'completion');
  const context = { mood: 'light', device: 'phone' } as const;
  const list = await brain.recommend({ count: 12, ...context });
  expect(list.missing.map(({ strategy }) => strategy)).toEqual(['collaborative']);
  expect(list.missing[0]?.why).toMatch(/^model\//);
  for (const { card, score, trust, explanation, reasons } of list.entries) {
    expect(explanation.startsWith(reasons[0]?.description ?? '?')).toBe(true);
    const explained = await brain.explain(card.id, context);
    expect(explained.trust).toEqual(trust);
    expect(explained.score).toBeCloseTo(score, 5);
  }
  const again = await brain.recommend({ count: 180, rewatch: true });
  expect(again.considered).toBe(180);
  expect((await brain.recommend({ count: 180 })).considered).toBe(177);
  const document: unknown = JSON.parse(await (await brain.listAsJsonLd(list.entries)).text());
  expect(document).toMatchObject({
    '@type': 'ItemList',
    numberOfItems: 12,
    itemListElement: list.entries.map(({ card }) => ({ item: { name: card.name } })),
  });
  await brain.eraseEverything();
});
