import type { operatorApi, OperatorRoute } from '@parlour/wire/api';
import type { Handlers } from '../api/serve-route.ts';

type Under<Path extends string> = Extract<OperatorRoute, `${string} ${Path}` | `${string} ${Path}/${string}`>;

/** Handlers of all routes at a path and below it: one that is missing is a type error. */
export type OperatorHandlers<Path extends string> = Pick<Handlers<typeof operatorApi>, Under<Path>>;
