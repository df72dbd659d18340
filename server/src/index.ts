export { createServer, type ServerOptions } from './create-server.ts';
export { connect, type Database, type DatabaseAddress } from './database/connect.ts';
export { prepareDatabase } from './database/prepare-database.ts';
export { type ChosenPostgres, choosePostgres } from './postgres/choose-postgres.ts';
export { type Queue, startQueue } from './queue/start-queue.ts';
export { tasksOn } from './queue/tasks.ts';
