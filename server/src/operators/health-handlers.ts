import { healthReport } from './health-report.ts';
import type { OperatorHandlers } from './operator-handlers.ts';
import type { OperatorOptions } from './operator-options.ts';

export const healthHandlers = ({
  frame: { database },
  dataFolder,
  publicFolder,
}: OperatorOptions): OperatorHandlers<'/api/operator/status'> & OperatorHandlers<'/api/operator/health'> => ({
  'GET /api/operator/status': () => {
    const { user, system } = process.cpuUsage();
    return { pid: process.pid, cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() };
  },
  'GET /api/operator/health': () => healthReport(database, dataFolder ?? publicFolder),
});
