import { ParlourError } from '@parlour/wire';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { epsilonCommand } from './epsilon.ts';

afterEach(() => void vi.restoreAllMocks());

/** What the command writes to standard output, read as one JSON text. */
async function run(...args: string[]): Promise<unknown> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  await epsilonCommand().exitOverride().parseAsync(args, { from: 'user' });
  return JSON.parse(written.join(''));
}

const gaussian = ['--mechanism', 'gaussian', '--noise-multiplier', '3.7304', '--delta', '1e-5'];
const skellam = '--mechanism skellam --noise-multiplier 4 --sampling-rate 1 --rounds 10 --delta 1e-6'.split(
  ' ',
);
const report = '--clip 1 --beta 0.6065306597126334 --dimension 65536 --scale 1024 --cohort 100'.split(' ');

describe('parlour epsilon', () => {
  test('prints epsilon, method and order, and nothing else', async () => {
    expect(await run(...gaussian)).toEqual({ epsilon: expect.closeTo(1, 3), method: 'exact', order: null });
  });

  test('takes an accountant and sampling', async () => {
    const sampled = ['--sampling-rate', '0.01', '--rounds', '100'];
    expect(await run(...gaussian, ...sampled)).toMatchObject({ method: 'pld', order: null });
    expect(await run(...gaussian, ...sampled, '--accountant', 'rdp')).toMatchObject({ method: 'rdp' });
  });

  test('knows the Skellam mechanism, whose epsilon does not depend on the cohort', async () => {
    const hundred = await run(...skellam, ...report);
    expect(hundred).toEqual({ epsilon: expect.closeTo(4.048199, 5), method: 'rdp', order: 7 });
    expect(await run(...skellam, ...report.with(-1, '1000'))).toEqual(hundred);
  });

  test('takes for granted the rounding of the product, whose bias is e^-0.5', async () => {
    const [at, beta] = [report.indexOf('--beta'), '0.6065306597126334'];
    expect(await run(...skellam, ...report.toSpliced(at, 2))).toEqual(
      await run(...skellam, ...report.with(at + 1, beta)),
    );
    expect(await run(...skellam, ...report.with(at + 1, '0.1'))).not.toEqual(
      await run(...skellam, ...report.with(at + 1, beta)),
    );
  });

  test.each([
    [['--rdp-orders', '2,3,5']],
    [['--rdp-orders', '2', '3', '5']],
    [['--rdp-orders', '2, 3, 5']],
    [['--rdp-orders', '2', '--rdp-orders', '3,5']],
  ])('takes orders as %j', async (orders) => {
    expect(await run(...skellam, ...report, ...orders)).toMatchObject({ order: 5 });
  });

  test.each([
    ['--noise-multiplier', 'loud'],
    ['--delta', '0'],
    ['--delta', ''],
    ['--delta', '-1e-5'],
    ['--rounds', '0'],
    ['--sampling-rate', ''],
    ['--cohort', '-3'],
    ['--cohort', 'many'],
    ['--rdp-orders', ','],
    ['--rounds', '1.5'],
    ['--sampling-rate', '2'],
    ['--rdp-orders', '2,one'],
  ])('refuses %s %s in three sentences', async (name, value) => {
    const refused = run(...skellam, ...report, name, value);
    await expect(refused).rejects.toBeInstanceOf(ParlourError);
    await expect(refused).rejects.toMatchObject({
      code: 'accountant/bad-input',
      mend: expect.stringMatching(/^Give /),
    });
  });

  test('refuses what is missing or unknown', async () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    await expect(run('--mechanism', 'gaussian')).rejects.toThrow('required option');
    await expect(run(...gaussian.with(1, 'laplace'))).rejects.toThrow('Allowed choices');
  });
});
