import { expect, it } from 'vitest';
import { epochKeysIn } from '../membership/change-members.ts';
import { cheapSuite } from '../test/cheap-suite.ts';
import { firstDevice, joinBy } from '../test/person.ts';
import { seededRandom } from '../test/seeded-random.ts';
import type { Outgoing, Replica } from './replica.ts';

const give = (from: Replica, outgoing: readonly Outgoing[], ...to: Replica[]): void => {
  for (const one of to)
    for (const { room, update } of outgoing)
      one.receive(room, [{ device: from.keys.id, bytes: update.bytes }]);
};

it.each(['was removed', 'left'])(
  'whoever came and %s out of the chain is removed in it, and never has the key of an epoch that it was not in',
  (how) => {
    let displaced = 0;
    for (let seed = 0; seed < 12; seed++) {
      const tools = { suite: cheapSuite, random: seededRandom(seed) };
      const a = firstDevice(tools);
      const [b, c] = [joinBy(tools, a), joinBy(tools, a)];
      give(a, a.seal(), b, c);
      // Neither hears of what the other does.
      const d = joinBy(tools, b);
      if (how === 'was removed') b.remove(d.keys.id);
      else give(d, d.leave(), b);
      a.remove(c.keys.id);
      const { epoch } = a.group.members;
      give(a, a.seal(), b);
      b.seal();
      const { chain, members } = b.group;
      if (!chain.some(({ hash }) => hash === epoch)) continue;
      displaced++;
      expect([...members.former.keys()].sort()).toEqual([c.keys.id, d.keys.id].sort());
      const opened = epochKeysIn(tools.suite, chain, d.keys, () => false);
      expect(opened.has(epoch)).toBe(false);
      expect(opened.has(members.epoch)).toBe(false);
    }
    expect(displaced).toBeGreaterThan(2);
  },
);
