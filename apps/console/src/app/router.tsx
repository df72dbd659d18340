import { createBrowserRouter } from 'react-router';
import { AuditPage } from '../pages/audit/audit-page.tsx';
import { BrokenPage } from '../pages/broken-page.tsx';
import { BundlePage } from '../pages/bundles/bundle-page.tsx';
import { BundlesPage } from '../pages/bundles/bundles-page.tsx';
import { NewBundlePage } from '../pages/bundles/new/new-bundle-page.tsx';
import { CataloguePage } from '../pages/catalogue/catalogue-page.tsx';
import { JobPage } from '../pages/catalogue/job-page.tsx';
import { InvitesPage } from '../pages/invites/invites-page.tsx';
import { ModelsPage } from '../pages/models/models-page.tsx';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { OverviewPage } from '../pages/overview/overview-page.tsx';
import { PeoplePage } from '../pages/people/people-page.tsx';
import { RoundPage } from '../pages/rounds/round-page.tsx';
import { RoundsPage } from '../pages/rounds/rounds-page.tsx';
import { Gate } from './gate.tsx';

export const router = createBrowserRouter(
  [
    {
      element: <Gate />,
      errorElement: <BrokenPage />,
      children: [
        { index: true, element: <OverviewPage /> },
        { path: 'rounds', element: <RoundsPage /> },
        { path: 'rounds/:id', element: <RoundPage /> },
        { path: 'bundles', element: <BundlesPage /> },
        { path: 'bundles/new', element: <NewBundlePage /> },
        { path: 'bundles/:hash', element: <BundlePage /> },
        { path: 'models', element: <ModelsPage /> },
        { path: 'catalogue', element: <CataloguePage /> },
        { path: 'catalogue/jobs/:id', element: <JobPage /> },
        { path: 'invites', element: <InvitesPage /> },
        { path: 'people', element: <PeoplePage /> },
        { path: 'audit', element: <AuditPage /> },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ],
  { basename: '/console' },
);
