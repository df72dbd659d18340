import { RouterProvider } from 'react-router/dom';
import type { Brain } from '../brain/brain-context.ts';
import { BrainProvider } from '../brain/brain-provider.tsx';
import { UpdateNotice } from './update/update-notice.tsx';
import { router } from './router.tsx';

export function App({ brain }: { brain: Brain }) {
  return (
    <BrainProvider brain={brain}>
      <RouterProvider router={router} />
      <UpdateNotice />
    </BrainProvider>
  );
}
