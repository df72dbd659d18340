import type { CatalogueSource } from '@parlour/wire/api';
import { ImportFormat } from '@parlour/wire/api';
import { Command, Option } from 'commander';
import { followJob } from '../operator/follow-job.ts';
import {
  connectOperator,
  moment,
  operatorCommand,
  type OperatorOptions,
  show,
} from '../operator/operator-command.ts';

interface SourceOptions extends OperatorOptions {
  readonly format: ImportFormat;
  readonly name?: string;
  readonly platform?: string;
}

const sourceRow = ({ id, name, format, url, createdAt }: CatalogueSource) => [
  id,
  name,
  format,
  url,
  `since ${moment(createdAt)}`,
];

async function list(options: OperatorOptions): Promise<void> {
  const sources = await (await connectOperator(options)).ask('GET /api/operator/sources');
  show(options, sources, sources.map(sourceRow));
}

async function add(
  address: string,
  { format, name = new URL(address).hostname, platform, ...options }: SourceOptions,
): Promise<void> {
  const operator = await connectOperator(options);
  const body = { url: address, name, format, ...(platform !== undefined && { platform }) };
  const source = await operator.ask('POST /api/operator/sources', { body });
  show(options, source, [sourceRow(source)]);
}

async function refresh(id: string, options: OperatorOptions): Promise<void> {
  const operator = await connectOperator(options);
  const asked = await operator.ask('POST /api/operator/sources/:id/refresh', { params: { id } });
  const job = await followJob(operator, asked);
  const { result } = job;
  const counts = result?.kind === 'import' ? [`${result.added} added`, `${result.refused} refused`] : [];
  show(options, job, [[job.id, job.state, ...counts]]);
}

async function remove(id: string, options: OperatorOptions): Promise<void> {
  await (await connectOperator(options)).ask('DELETE /api/operator/sources/:id', { params: { id } });
  show(options, { removed: id }, [['removed', id]]);
}

/** `parlour source ...`: where the server itself fetches its catalogue; `parlour schedule add refresh ID` has it done by itself. */
export function sourceCommand(): Command {
  const source = new Command('source').description('where the server itself fetches files to import');
  operatorCommand(source, 'list', 'all there are').action(list);
  operatorCommand(source, 'add <address>', 'a file at https:// of a public host')
    .addOption(
      new Option('--format <name>', 'of the file').choices(ImportFormat.options).makeOptionMandatory(),
    )
    .option('--name <text>', 'what it is called (default: its host)')
    .option('--platform <name>', 'of a streaming-csv: the platform that it lists')
    .action(add);
  operatorCommand(source, 'refresh <id>', 'fetch and import it now').action(refresh);
  operatorCommand(source, 'remove <id>', 'forget it and its schedules; its titles stay').action(remove);
  return source;
}
