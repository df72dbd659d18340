import { AuditEntry } from '@parlour/wire';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../database/connect.ts';
import { auditEntry } from '../database/schema/audit.ts';
import { type FreshDatabase, freshDatabase } from '../database/testing/fresh-database.ts';
import { appendAudit } from './append-audit.ts';
import { auditHash, auditText, isUnbroken, noHash } from './audit-hash.ts';
import { auditExport, auditPage } from './audit-log.ts';

const actor = { kind: 'credential' } as const;
const append = (database: Database, action: string, subject?: string) =>
  database.transaction((transaction) => appendAudit(transaction, { actor, action, subject }));

let fresh: FreshDatabase;
let replicas: Database[];
beforeAll(async () => {
  fresh = await freshDatabase();
  replicas = [connect(fresh.address), connect(fresh.address)];
});
afterAll(async () => {
  for (const replica of replicas) await replica.$client.end();
  await fresh.drop();
});

const whole = async (): Promise<AuditEntry[]> => {
  let text = '';
  for await (const piece of auditExport(replicas[0])) text += piece;
  return v.parse(v.array(AuditEntry), JSON.parse(text));
};

describe('the audit log', () => {
  it('is empty at first', async () => {
    expect(await whole()).toEqual([]);
    expect(await auditPage(replicas[0], { limit: 3 })).toEqual({ entries: [], before: null });
  });

  it('is one line without gaps, whichever replicas write at once, and keeps nothing of what was undone', async () => {
    const undone = replicas[0].transaction(async (transaction) => {
      await appendAudit(transaction, { actor, action: 'round/start' });
      throw new Error('undone');
    });
    const many = Array.from({ length: 24 }, (_, i) => append(replicas[i % 2], 'round/abort', `${i}`));
    await expect(undone).rejects.toThrow('undone');
    await Promise.all(many);
    const entries = await whole();
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    expect(new Set(entries.map(({ subject }) => subject)).size).toBe(24);
    expect(entries[0].previous).toBe(noHash);
    expect(isUnbroken(entries)).toBe(true);
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('is read by pages, the newest first, and each entry once', async () => {
    const seen: AuditEntry[] = [];
    let before: number | undefined;
    do {
      const page = await auditPage(replicas[1], { before, limit: 5 });
      seen.push(...page.entries);
      before = page.before ?? undefined;
    } while (before !== undefined);
    expect(seen.toReversed()).toEqual(await whole());
  });

  it('is added to and never changed', async () => {
    for (const statement of [
      sql`update parlour.audit_entry set entry = '{}', hash = sha256('{}')`,
      sql`delete from parlour.audit_entry where position = 24`,
      sql`truncate parlour.audit_entry`,
    ]) {
      const refused = replicas[0].execute(statement);
      await expect(refused).rejects.toMatchObject({ cause: { message: 'audit_entry is only added to' } });
    }
    await expect(
      replicas[0].insert(auditEntry).values({ position: 99, entry: '{}', hash: new Uint8Array(32) }),
    ).rejects.toMatchObject({ cause: { constraint: 'audit_entry_hash' } });
    expect(await whole()).toHaveLength(24);
  });

  it('shows what was changed in it afterwards, by whoever can', async () => {
    const entries = await whole();
    fc.assert(
      fc.property(fc.nat(23), fc.constantFrom('changed', 'rehashed', 'dropped', 'swapped'), (at, how) => {
        const { hash: _, ...entry } = entries[at];
        const changed = { ...entry, action: 'bundle/publish' };
        const forged = how === 'rehashed' ? auditHash(auditText(changed)) : entries[at].hash;
        if (how === 'dropped' || how === 'swapped') fc.pre(at < 23);
        const tampered = {
          changed: entries.with(at, { ...changed, hash: forged }),
          rehashed: entries.with(at, { ...changed, hash: forged }),
          dropped: entries.toSpliced(at, 1),
          swapped: entries.with(at, entries[(at + 1) % 24]).with((at + 1) % 24, entries[at]),
        }[how];
        // Of a rehashed end, only who kept its hash can tell.
        const isTold = how === 'rehashed' && at === 23 ? forged !== entries[23].hash : !isUnbroken(tampered);
        expect(isTold).toBe(true);
      }),
    );
  });

  it('takes nothing that is not in its form', async () => {
    const secret = replicas[0].transaction((transaction) =>
      appendAudit(transaction, { actor, action: 'no area' }),
    );
    await expect(secret).rejects.toThrow('Invalid format');
    expect(await whole()).toHaveLength(24);
  });
});
