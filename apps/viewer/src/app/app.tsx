import { RouterProvider } from 'react-router/dom';
import { BrainProvider } from '../brain/brain-provider.tsx';
import type { ConnectedBrain } from '../brain/connect.ts';
import { UpdateNotice } from './update/update-notice.tsx';
import { router } from './router.tsx';

export function App({ connection }: { connection: ConnectedBrain }) {
  return (
    <BrainProvider connection={connection}>
      <RouterProvider router={router} />
      <UpdateNotice />
    </BrainProvider>
  );
}
