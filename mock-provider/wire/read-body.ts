import type { IncomingMessage } from 'node:http';

/** Longest accepted request body, in bytes. */
const BODY_LIMIT = 1_048_576;

/**
 * The request body as text. Undefined as soon as it is too long; the rest is then read and
 * discarded, so that the refusal can still be sent. Rejects when the client closes the connection
 * first.
 */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_LIMIT) chunks.push(chunk);
      else resolve(undefined);
    });
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
    request.once('close', () => {
      // Every request is closed in the end, and an error that nobody wants costs as much as others.
      if (!request.readableEnded)
        reject(new Error('The client went away while it sent the request.'));
    });
  });
}
