import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const module = fileURLToPath(new URL('./outlive-the-database.ts', import.meta.url));

async function exitCodeAfter(reason: string): Promise<unknown> {
  const program = `import { outliveTheDatabase } from ${JSON.stringify(module)};
    outliveTheDatabase();
    Promise.reject(${reason});
    setTimeout(() => process.exit(7), 100);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [unknown];
  return code;
}

it('a connection that breaks unheard does not end the process, a mistake of ours does', async () => {
  const broken = "Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' })";
  expect(await exitCodeAfter(broken)).toBe(7);
  expect(await exitCodeAfter("new TypeError('ours')")).toBe(1);
});
