import { afterEach, describe, expect, test, vi } from 'vitest';
import { graphParametersCommand } from './graph-parameters.ts';

afterEach(() => void vi.restoreAllMocks());

async function run(command: string): Promise<unknown> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await graphParametersCommand().exitOverride().parseAsync(command.split(' '), { from: 'user' });
  return JSON.parse(written.join(''));
}

describe('parlour graph-parameters', () => {
  test('prints degree and threshold, and nothing else', async () => {
    const rates = '--clients 300 --adversarial-rate 0.1 --dropout-rate 0.1';
    expect(await run(`${rates} --adversary curious`)).toEqual({ degree: 36, threshold: 21 });
    expect(await run(`${rates} --adversary semi-malicious`)).toEqual({ degree: 66, threshold: 46 });
  });

  test("assumes the bundle's rates and an aggregator that may lie", async () => {
    expect(await run('--clients 1000')).toEqual({ degree: 96, threshold: 67 });
  });

  test('prints what the protocol would refuse as well', async () => {
    expect(
      await run('--clients 1000 --adversarial-rate 0.45 --dropout-rate 0.45 --adversary curious'),
    ).toEqual({
      degree: 822,
      threshold: 417,
    });
  });

  test('refuses in three sentences', async () => {
    await expect(run('--clients many')).rejects.toMatchObject({ code: 'graph-parameters/bad-input' });
    // Split at blanks: an empty value, which is not a rate of zero.
    for (const empty of [
      '--clients 100 --adversarial-rate ',
      '--clients 100 --dropout-rate ',
      '--clients ',
    ]) {
      await expect(run(empty)).rejects.toMatchObject({ code: 'graph-parameters/bad-input' });
    }
    await expect(run('--clients 20 --dropout-rate 0.6')).rejects.toMatchObject({
      code: 'graph-parameters/none',
    });
  });
});
