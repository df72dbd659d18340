#!/usr/bin/env node
import { runUnderNode24 } from '../../../scripts/run-under-node-24.mjs';

process.exitCode = await runUnderNode24(new URL('../src/main.ts', import.meta.url), process.argv.slice(2));
