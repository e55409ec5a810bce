import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { z } from 'zod';

const connectedSchema = z.object({ socket: z.custom<Socket>((value) => value !== null) });

/** Ports at this end of the connections that `fetch` has opened in this process. */
const ports = new Set<number>();

// Published before anything is sent over a connection:
// https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
subscribe('undici:client:connected', (message) => {
  const connected = connectedSchema.safeParse(message);
  if (!connected.success) return;
  const { socket } = connected.data;
  const port = socket.localPort;
  if (port === undefined) return;
  ports.add(port);
  socket.once('close', () => ports.delete(port));
});

/** True when this process itself holds the other end of a connection, opened by `fetch`. */
export const isOwnConnection = (port: number): boolean => ports.has(port);
