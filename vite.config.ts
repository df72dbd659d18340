import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: fromHere('apps/viewer'),
  base: '/',
  publicDir: fromHere('apps/viewer/public'),
  worker: { format: 'es' },
  server: { fs: { allow: [fromHere('.')] } },
  build: {
    outDir: fromHere('dist/viewer'),
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
    VitePWA({
      strategies: 'injectManifest',
      srcDir: fromHere('worker/src/service-worker'),
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      integration: {
        configureCustomSWViteBuild: (options) => {
          options.logLevel = 'error';
        },
      },
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
        // Loaded on first use, and then kept: most devices need only one of these.
        globIgnores: ['**/*.wasm', '**/ort-*', '**/catalogue/**'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        sourcemap: true,
      },
    }),
  ],
});
