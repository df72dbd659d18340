import { ParlourError } from '@parlour/wire';

/** What is needed of a server to have it listen. */
interface Listening {
  listen(at: { port: number; host: string }): Promise<string>;
}

/** Has a server listen. @throws ParlourError `start/port-taken`, `start/port-forbidden`. */
export async function listen(server: Listening, port: number, host: string): Promise<void> {
  await server.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    throw listenError(error, port);
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): unknown {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  const taken = error.code === 'EADDRINUSE';
  return new ParlourError(taken ? 'start/port-taken' : 'start/port-forbidden', {
    message: taken ? `Port ${port} is already in use.` : `This user may not listen on port ${port}.`,
    meaning: 'The server was not started; nothing was changed.',
    mend: 'Choose another port, for example: PORT=8090 npm start',
  });
}
