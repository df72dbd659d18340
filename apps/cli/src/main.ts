import { Command } from 'commander';

const program = new Command('parlour').description(
  'Parlour for operators: run it, fill its catalogue, measure it.',
);
await program.parseAsync();
