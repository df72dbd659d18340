/** Resolves in a task of its own: messages that wait, such as a stop, are handled before. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
