import * as v from 'valibot';
import { ClusterId } from '../cluster-centroids.ts';
import { ClusterFeed, ClusterFeedEntry, ClusterFeedQuery } from '../cluster-feed.ts';
import { apiRoutes } from './api-route.ts';

/** What operators' own pages and thin clients ask for. Nothing that Parlour runs in a person's browser does. */
export const feedApi = apiRoutes({
  'GET /v1/clusters/:id/feed': {
    tag: 'feeds',
    summary: 'What a cluster of people is shown',
    description:
      "For operators' own pages and thin clients. **Whoever asks tells this server which cluster they are interested in, and from which address, and what they exclude.** Parlour's viewer never asks: it downloads all clusters in one file (`clusters` of `/catalogue/manifest.json`) and finds its own by itself. Ask from a device of a person only if the person knows that. Nothing of a request is logged but its route, status and duration. With `Accept: application/x-ndjson` the entries come one a line, as they are made; `ETag` and `Cache-Control` say how long an answer is good.",
    params: v.strictObject({ id: ClusterId }),
    query: ClusterFeedQuery,
    answer: ClusterFeed,
    lines: ClusterFeedEntry,
    problems: ['feeds/unknown-cluster', 'feeds/none-published', 'http/too-many'],
  },
});
