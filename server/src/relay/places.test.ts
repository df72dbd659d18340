import { beforeEach, describe, expect, it } from 'vitest';
import { places } from './places.ts';

let time: number;
const open = () =>
  places(
    {
      connections: 3,
      newRooms: 2,
      entries: { burst: 10, perSecond: 1 },
      placeBytes: { burst: 1_000, perSecond: 1 },
      placeReads: { burst: 2_000, perSecond: 10 },
      placeLoad: 3_000,
    },
    () => time,
  );

beforeEach(() => {
  time = 5_000;
});

describe('places', () => {
  it('have so many connections at a time, each for itself, a household’s network as one', () => {
    const counted = open();
    const enter = (address: string) => counted.enter(address);
    const here = ['2001:db8:1:2::3', '2001:db8:1:2:ffff::4', '2001:0db8:0001:0002::5'].map(enter);
    expect(here.every((one) => one !== undefined)).toBe(true);
    expect(enter('2001:db8:1:2::6')).toBeUndefined();
    expect(enter('2001:db8:1:3::6')).toBeDefined();
    here[0]?.leave();
    expect(enter('2001:db8:1:2::6')).toBeDefined();
    expect(enter('192.0.2.1')).toBeDefined();
  });

  it('begin so many rooms an hour, however often they come and go', () => {
    const counted = open();
    const begin = () => {
      const place = counted.enter('192.0.2.1');
      const isBegun = place?.beginRoom();
      place?.leave();
      counted.forget();
      return isBegun;
    };
    expect([begin(), begin(), begin()]).toEqual([true, true, false]);
    time += 3_500_000;
    expect(begin()).toBe(false);
    time += 200_000;
    expect(begin()).toBe(true);
  });

  it('leave so many bytes, over all their connections', () => {
    const counted = open();
    const [one, other, elsewhere] = ['192.0.2.1', '192.0.2.1', '192.0.2.2'].map((from) =>
      counted.enter(from),
    );
    expect([one?.mayKeep(600), other?.mayKeep(600), elsewhere?.mayKeep(600)]).toEqual([true, false, true]);
    one?.leave();
    other?.leave();
    counted.forget();
    const again = counted.enter('192.0.2.1');
    expect([again?.mayKeep(400), again?.mayKeep(100)]).toEqual([true, false]);
    time += 100_000;
    expect(again?.mayKeep(100)).toBe(true);
  });

  it('have so many bytes read, over all their connections and however often they come, and so many at a time', async () => {
    const counted = open();
    const first = counted.enter('192.0.2.1');
    expect([first?.mayRead(1_500), first?.mayRead(1_500)]).toEqual([true, false]);
    const held = await first?.load.take(2_000);
    first?.leave();
    const again = counted.enter('192.0.2.1');
    expect([again?.mayRead(600), counted.enter('192.0.2.2')?.mayRead(600)]).toEqual([false, true]);
    time += 10_000;
    expect(again?.mayRead(600)).toBe(true);
    let isTaken = false;
    const taking = again?.load.take(2_000).then(() => {
      isTaken = true;
    });
    const elsewhere = await counted.enter('192.0.2.2')?.load.take(3_000);
    elsewhere?.();
    expect(isTaken).toBe(false);
    held?.();
    await taking;
    expect(isTaken).toBe(true);
  });

  it('are forgotten after an hour without them', () => {
    const counted = open();
    const place = counted.enter('192.0.2.1');
    place?.mayKeep(1_000);
    time += 3_700_000;
    counted.forget();
    expect(place?.mayKeep(1_000)).toBe(true);
    place?.mayKeep(1_000);
    place?.leave();
    counted.forget();
    expect(counted.enter('192.0.2.1')?.mayKeep(1_000)).toBe(true);
  });

  it('come so often, and then as fast as it is made up for', () => {
    const counted = open();
    const come = () => {
      const place = counted.enter('192.0.2.1');
      place?.leave();
      counted.forget();
      return place !== undefined;
    };
    expect(Array.from({ length: 12 }, come).filter(Boolean)).toHaveLength(10);
    time += 2_000;
    expect([come(), come(), come()]).toEqual([true, true, false]);
  });
});
