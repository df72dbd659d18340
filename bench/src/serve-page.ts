import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';

/** Builds `bench/page/<name>.html` as the viewer is built, and serves it until `stop`. */
export async function servePage(
  name: string,
  port = 8139,
  headers: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'parlour-bench-page-'));
  const shared = {
    root: fileURLToPath(new URL('../page', import.meta.url)),
    configFile: false as const,
    logLevel: 'error' as const,
    worker: { format: 'es' as const },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      rolldownOptions: { input: fileURLToPath(new URL(`../page/${name}.html`, import.meta.url)) },
    },
  };
  await build(shared);
  const server = await preview({
    ...shared,
    preview: { port, strictPort: true, host: 'localhost', headers },
  });
  return {
    url: `http://localhost:${port}/${name}.html`,
    stop: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
