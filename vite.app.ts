import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';

/** Absolute path of what lies at `path` of the repository. */
export const inRepository = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the builds of all apps have in common; `base` is the path that the server has them under. */
export function appConfig(app: 'viewer' | 'console', base: string): UserConfig & { plugins: unknown[] } {
  return {
    root: inRepository(`apps/${app}`),
    base,
    server: { fs: { allow: [inRepository('.')] } },
    build: {
      outDir: inRepository(`dist/${app}`),
      emptyOutDir: true,
      target: 'es2023',
      cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
      sourcemap: true,
      // The content security policy allows no data: addresses.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      modulePreload: { polyfill: false },
      rolldownOptions: { checks: { pluginTimings: false } },
    },
    plugins: [
      react(),
      sharedFiles('packages/interface/public/theme.js', 'packages/interface/public/icon.svg'),
    ],
  };
}

/** Puts files beside `index.html` as they are. */
const sharedFiles = (...paths: string[]): Plugin => ({
  name: 'shared-files',
  async generateBundle() {
    for (const path of paths)
      this.emitFile({ type: 'asset', fileName: basename(path), source: await readFile(inRepository(path)) });
  },
});
