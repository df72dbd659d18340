import { SingleBar } from 'cli-progress';
import { say } from '../say.ts';

/** How far a long command is, on standard error: a bar at a terminal, a line at each quarter elsewhere. */
export interface Progress {
  /** `fraction` is 0..1. */
  update(fraction: number, step: string): void;
  stop(): void;
}

export function startProgress(): Progress {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): Progress {
  const shown = new SingleBar({
    format: '{bar} {percentage} % {step}',
    stream: process.stderr,
    hideCursor: true,
    fps: 10,
  });
  shown.start(100, 0, { step: '' });
  return {
    update: (fraction, step) => shown.update(Math.floor(Math.min(1, fraction) * 100), { step }),
    stop: () => shown.stop(),
  };
}

function lines(): Progress {
  let told = '';
  return {
    update(fraction, step) {
      const line = `${step}: ${Math.floor(Math.min(1, fraction) * 4) * 25} %`;
      if (line !== told) say(line);
      told = line;
    },
    stop() {
      told = '';
    },
  };
}
