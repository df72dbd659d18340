import type { Command } from 'commander';
import { openDataFolder } from '../data-folder.ts';
import { printJson } from '../print-json.ts';
import { readOperatorCredential } from '../start/operator-credential.ts';
import { type OperatorClient, operatorClient } from './operator-client.ts';

/** What every command that asks a running server is told. */
export interface OperatorOptions {
  readonly url: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** A command that asks the server on this machine, by the credential in its data folder. */
export function operatorCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--url <address>', 'of the server', process.env.PARLOUR_URL ?? 'http://localhost:8080')
    .option(
      '--data <folder>',
      'data folder of the server, for its credential (default: PARLOUR_DATA, else .parlour)',
    )
    .option('--json', 'give the answer as JSON on standard output');
}

/** @throws ParlourError `start/no-credential`. */
export async function connectOperator({ url, data }: OperatorOptions): Promise<OperatorClient> {
  return operatorClient(url, await readOperatorCredential(await openDataFolder(data)));
}

/** The answer, as JSON or as lines of cells with tabs between. */
export function show(
  { json }: OperatorOptions,
  answer: unknown,
  rows: readonly (readonly (string | number)[])[],
): void {
  if (json) printJson(answer);
  else process.stdout.write(rows.map((cells) => `${cells.join('\t')}\n`).join(''));
}

/** E.g. `2026-11-30 04:12`, UTC. */
export const moment = (milliseconds: number | null): string =>
  milliseconds === null ? '-' : new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
