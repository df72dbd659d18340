/**
 * Resolves at the first SIGINT or SIGTERM. Further ones are taken note of and nothing else: a key pressed at the terminal
 * arrives twice, from it and from the process that started us.
 */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
}
