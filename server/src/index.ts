export { createServer, type ServerOptions } from './create-server.ts';
export { connect, type Database, type DatabaseAddress } from './database/connect.ts';
export { listen, type Notifications } from './database/notifications.ts';
export { prepareDatabase } from './database/prepare-database.ts';
export { isDatabaseAway } from './problems/is-database-away.ts';
export { type ChosenPostgres, choosePostgres } from './postgres/choose-postgres.ts';
export { type Queue, startQueue } from './queue/start-queue.ts';
export { tasksOn } from './queue/tasks.ts';
