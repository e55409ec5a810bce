import { z } from 'zod';
import type { ClientOptions } from '../model/client.ts';
import { clientAnswer } from './answers.ts';
import { defineRoute, type Route } from './route.ts';

const register = z.strictObject({
  name: z.string(),
  type: z.enum(['confidential', 'public']).optional(),
  id: z.string().min(1).max(200).optional(),
  secret: z
    .string()
    .min(8)
    .max(200)
    .optional()
    .describe('without it one is made, and answered this once'),
  authentication: z
    .enum(['header', 'body'])
    .optional()
    .describe('where it has to put its id and secret; without it any place will do'),
});

/** The operations on the clients of a realm. */
export const clientRoutes: readonly Route[] = [
  defineRoute({
    id: 'listClients',
    method: 'GET',
    path: '/realms/:realm/clients',
    summary: 'Lists the clients, without their secrets',
    answer: z.object({ clients: z.array(clientAnswer) }),
    handle: ({ realm }) => ({ clients: realm().clients }),
  }),
  defineRoute({
    id: 'registerClient',
    method: 'POST',
    path: '/realms/:realm/clients',
    summary: 'Registers a client',
    status: 201,
    body: register,
    answer: clientAnswer.extend({
      secret: z.string().optional().describe('only when it was made here, and never again'),
    }),
    handle: ({ realm, body: { name, type, id, secret, authentication } }) => {
      const options: ClientOptions = {
        ...(type === undefined ? {} : { type }),
        ...(id === undefined ? {} : { id }),
        ...(secret === undefined ? {} : { secret }),
        ...(authentication === undefined ? {} : { authentication }),
      };
      const client = realm().registerClient(name, options);
      // The caller already has a secret that it passed in, so the answer does not repeat it.
      return {
        name: client.name,
        id: client.id,
        ...(secret === undefined && client.secret !== '' ? { secret: client.secret } : {}),
      };
    },
  }),
];
