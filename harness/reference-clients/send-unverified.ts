import { request } from 'node:https';
import { text } from 'node:stream/consumers';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Posts to a server without a look at its certificate. Rejects when the connection fails. */
export async function sendUnverified(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
): Promise<Answer> {
  const answered = Promise.withResolvers<Answer>();
  const sent = request(url, {
    method: 'POST',
    headers,
    agent: false,
    rejectUnauthorized: false,
    signal,
  });
  sent.once('error', answered.reject);
  sent.once('response', (response) => {
    const status = response.statusCode ?? 0;
    const told = new Headers(
      Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
    );
    void text(response).then(
      (all) => answered.resolve({ status, headers: told, text: all }),
      answered.reject,
    );
  });
  sent.end(body);
  return answered.promise;
}
