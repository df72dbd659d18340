import page from '@parlour/interface/page.module.css';

/** Who sees this device's address in a round. */
export function Relay({ host }: { host: string | undefined }) {
  return (
    <p className={page.quiet}>
      {host === undefined
        ? 'In a round the server sees the address of your connection, and that it takes part; not what it says.'
        : `In a round the server does not see the address of your connection: what your device says goes through ${host}, which sees the address and passes on reports under their masks. That holds as long as the two do not put together what they know.`}
    </p>
  );
}
