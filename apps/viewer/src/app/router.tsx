import { createBrowserRouter } from 'react-router';
import { HistoryPage } from '../pages/history/history-page.tsx';
import { HomePage } from '../pages/home/home-page.tsx';
import { HowItWorksPage } from '../pages/how-it-works/how-it-works-page.tsx';
import { NotFoundPage } from '../pages/not-found-page.tsx';
import { TastePage } from '../pages/taste/taste-page.tsx';
import { OldTitleAddress } from '../pages/title/old-title-address.tsx';
import { TitlePage } from '../pages/title/title-page.tsx';
import { WatchlistPage } from '../pages/watchlist/watchlist-page.tsx';
import { BrokenPage } from '../pages/broken-page.tsx';
import { Gate } from './gate.tsx';
import { OpenHouse } from './open-house.tsx';
import { PublicHouse } from './public-house.tsx';
import { Splash } from './splash.tsx';

export const router = createBrowserRouter([
  { element: <PublicHouse />, children: [{ path: '/how-it-works', element: <HowItWorksPage /> }] },
  {
    element: <Gate />,
    hydrateFallbackElement: <Splash />,
    errorElement: <BrokenPage />,
    children: [
      {
        element: <OpenHouse />,
        children: [
          { index: true, element: <HomePage /> },
          { path: 'title', element: <TitlePage /> },
          { path: 'title/:id', element: <OldTitleAddress /> },
          { path: 'watchlist', element: <WatchlistPage /> },
          { path: 'history', element: <HistoryPage /> },
          { path: 'taste', element: <TastePage /> },
          {
            path: 'who',
            lazy: async () => ({ Component: (await import('../pages/who/who-page.tsx')).WhoPage }),
          },
          {
            path: 'import',
            lazy: async () => ({ Component: (await import('../pages/import/import-page.tsx')).ImportPage }),
          },
          {
            path: 'data',
            lazy: async () => ({ Component: (await import('../pages/data/data-page.tsx')).DataPage }),
          },
          {
            path: 'device',
            lazy: async () => ({ Component: (await import('../pages/device/device-page.tsx')).DevicePage }),
          },
          {
            path: 'devices',
            lazy: async () => ({
              Component: (await import('../pages/devices/devices-page.tsx')).DevicesPage,
            }),
          },
          {
            path: 'together',
            lazy: async () => ({
              Component: (await import('../pages/together/together-page.tsx')).TogetherPage,
            }),
          },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
]);
