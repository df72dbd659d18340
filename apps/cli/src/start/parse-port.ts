import { ParlourError } from '@parlour/wire';

/** A port number, 0 (any free one) to 65535. @throws ParlourError `start/bad-port`. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ParlourError('start/bad-port', {
    message: `"${text}" is not a port number.`,
    meaning: 'The server was not started.',
    mend: 'Give a number from 1 to 65535 in PORT or --port.',
  });
}
