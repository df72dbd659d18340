/** Adds up the processor time (user and system, all threads) of what it is given to do. */
export class CpuMeter {
  milliseconds = 0;

  async measure<T>(task: () => T | Promise<T>): Promise<T> {
    const before = process.cpuUsage();
    try {
      return await task();
    } finally {
      const { user, system } = process.cpuUsage(before);
      this.milliseconds += (user + system) / 1000;
    }
  }
}
