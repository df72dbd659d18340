/** One sentence for the person at the terminal. Standard output is kept for results. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
