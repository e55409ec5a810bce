import { z } from 'zod';
import { snapshotAnswer } from './answers.ts';
import { defineRoute, type Route } from './route.ts';

/** The operations on the snapshots of a realm. */
export const snapshotRoutes: readonly Route[] = [
  defineRoute({
    id: 'listSnapshots',
    method: 'GET',
    path: '/realms/:realm/snapshots',
    summary: 'Lists the snapshots',
    answer: z.object({ snapshots: z.array(snapshotAnswer) }),
    handle: ({ realm }) => ({ snapshots: realm().snapshots }),
  }),
  defineRoute({
    id: 'takeSnapshot',
    method: 'POST',
    path: '/realms/:realm/snapshots',
    summary: 'Remembers everything as it is now',
    status: 201,
    answer: snapshotAnswer,
    handle: ({ realm }) => realm().snapshot(),
  }),
  defineRoute({
    id: 'restoreSnapshot',
    method: 'POST',
    path: '/realms/:realm/snapshots/:id/restore',
    summary: 'Puts everything back as it was',
    status: 204,
    handle: ({ realm, parameters: { id = '' } }) => realm().restore(id),
  }),
];
