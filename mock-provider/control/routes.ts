import { z } from 'zod';
import { catalogueRoutes } from './catalogue-routes.ts';
import { clientRoutes } from './client-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import type { EventFeeds } from './event-feed.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { grantRoutes } from './grant-routes.ts';
import { openapiOf } from './openapi.ts';
import { realmRoutes } from './realm-routes.ts';
import { defineRoute, type Route } from './route.ts';
import { snapshotRoutes } from './snapshot-routes.ts';
import type { WireLog } from './wire-log.ts';

/**
 * All operations of the control API. This table answers the requests, and the OpenAPI document is
 * made from it.
 */
export function controlRoutes(
  feeds: EventFeeds,
  wireLog: WireLog,
  server: { readonly url: string; readonly secured: boolean },
): readonly Route[] {
  const routes: Route[] = [
    ...realmRoutes,
    ...clientRoutes,
    ...faultRoutes,
    ...grantRoutes,
    ...clockRoutes,
    ...snapshotRoutes,
    ...catalogueRoutes,
    ...exchangeRoutes(wireLog),
    defineRoute({
      id: 'followEvents',
      method: 'GET',
      path: '/realms/:realm/events',
      summary:
        'Every event of the realm from now on, or after the one named by Last-Event-ID, as server-sent events',
      streams: true,
      handle: ({ realm, request, response }) => feeds.stream(realm(), request, response),
    }),
    defineRoute({
      id: 'readDocument',
      method: 'GET',
      path: '/openapi.json',
      summary: 'This document',
      answer: z.record(z.string(), z.unknown()),
      handle: () => openapiOf(routes, server),
    }),
  ];
  return routes;
}
