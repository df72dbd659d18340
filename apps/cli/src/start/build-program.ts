// A program: builds an app and compresses its files. A process of its own, since a build leaves a gigabyte behind.
import { join } from 'node:path';
import { build } from 'vite';
import { repository } from '../repository.ts';
import { compressFolder } from './compress-folder.ts';

const [app = '', outDir = ''] = process.argv.slice(2);
const configFile = join(repository, 'apps', app, 'vite.config.ts');
await build({ configFile, logLevel: 'warn', build: { outDir } });
await compressFolder(outDir);
