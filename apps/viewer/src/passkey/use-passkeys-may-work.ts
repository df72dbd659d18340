import { useEffect, useState } from 'react';
import { passkeysMayWork } from './passkey.ts';

/** False until the browser has said so. */
export function usePasskeysMayWork(): boolean {
  const [may, setMay] = useState(false);
  useEffect(() => {
    let wanted = true;
    passkeysMayWork().then(
      (answer) => wanted && setMay(answer),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return may;
}
