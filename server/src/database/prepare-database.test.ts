import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { prepareDatabase } from './prepare-database.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase('empty');
});
afterAll(() => fresh.drop());

describe('a database', () => {
  it('is migrated when it answers, and again to no effect', async () => {
    await prepareDatabase(fresh.address);
    await prepareDatabase(fresh.address);
    const database = connect(fresh.address);
    expect((await database.execute(sql`select from parlour.round`)).rows).toEqual([]);
    await database.$client.end();
  });

  it('that is away is waited for, and said so once', async () => {
    let waits = 0;
    const away = { ...fresh.address, host: '/nowhere' };
    const onWait = () => {
      waits += 1;
    };
    await expect(prepareDatabase(away, { patience: 600, onWait })).rejects.toMatchObject({
      code: 'database/away',
    });
    expect(waits).toBe(1);
  });

  it('that refuses us is told from one that is away', async () => {
    for (const wrong of [{ password: 'guess' }, { database: 'none' }, { user: 'nobody' }]) {
      await expect(prepareDatabase({ ...fresh.address, ...wrong })).rejects.toMatchObject({
        code: 'database/refused',
      });
    }
  });
});
