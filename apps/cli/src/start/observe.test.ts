import { expect, it } from 'vitest';
import { observe } from './observe.ts';

it('says that a setting is not in its form, and starts nothing', async () => {
  for (const [name, value] of [
    ['PARLOUR_LOG_LEVEL', 'loud'],
    ['PARLOUR_LOG_LEVEL', 'Info'],
    ['PARLOUR_TRACE_SHARE', '1.5'],
    ['PARLOUR_TRACE_SHARE', '-0.1'],
    ['PARLOUR_TRACE_SHARE', '10 %'],
  ]) {
    await expect(observe({ [name]: value }), `${name}=${value}`).rejects.toMatchObject({
      code: 'start/bad-setting',
      message: expect.stringContaining(name),
    });
  }
});

it('takes what is in its form, and what is not set for the usual', async () => {
  for (const [set, is] of [
    [{}, 'warn'],
    [{ PARLOUR_LOG_LEVEL: '', PARLOUR_TRACE_SHARE: '' }, 'warn'],
    [{ PARLOUR_LOG_LEVEL: 'info', PARLOUR_TRACE_SHARE: '0.1' }, 'info'],
  ] as const) {
    const observation = await observe(set);
    await observation.end();
    expect(observation.logLevel).toBe(is);
  }
});
