/** Milliseconds that the processor spent on this thread: other jobs on the machine do not count. */
export function threadClock(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
