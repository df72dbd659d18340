import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseBinaries, parseMajor, type PostgresBinaries } from './postgres-binaries.ts';

const binaries = (major: number, origin: PostgresBinaries['origin']): PostgresBinaries => ({
  folder: `/${origin}/${major}`,
  major,
  origin,
});

describe('the binaries', () => {
  it('are told by their version', () => {
    expect(parseMajor('postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n')).toBe(15);
    expect(parseMajor('postgres (PostgreSQL) 18beta1\n')).toBe(18);
    expect(parseMajor('something else 15')).toBeUndefined();
  });

  it("are the machine's newest, else npm's", () => {
    const all = [binaries(18, 'npm'), binaries(15, 'machine'), binaries(17, 'machine')];
    expect(chooseBinaries(all)).toEqual(binaries(17, 'machine'));
    expect(chooseBinaries([binaries(14, 'machine'), binaries(18, 'npm')])).toEqual(binaries(18, 'npm'));
  });

  it('are those that made the data, and none else', () => {
    const some = fc.array(
      fc.record({
        folder: fc.string(),
        major: fc.integer({ min: 9, max: 20 }),
        origin: fc.constantFrom('machine' as const, 'npm' as const),
      }),
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 9, max: 20 }), (all, made) => {
        if (all.some(({ major }) => major === made)) expect(chooseBinaries(all, made).major).toBe(made);
        else expect(() => chooseBinaries(all, made)).toThrow(`PostgreSQL ${made}`);
      }),
    );
  });

  it('may be missing, and then it says what to do', () => {
    expect(() => chooseBinaries([binaries(14, 'machine')])).toThrow(
      expect.objectContaining({ code: 'postgres/none' }),
    );
  });
});
