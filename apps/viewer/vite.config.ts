import { mergeConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { appConfig, inRepository } from '../../vite.app.ts';

export default mergeConfig(appConfig('viewer', '/'), {
  worker: { format: 'es' },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: inRepository('worker/src/service-worker'),
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
