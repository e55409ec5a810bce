import { request, type Agent } from 'node:http';

export interface Asked {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  /** Where a redirect leads; empty for any other answer. */
  readonly location: string;
  readonly body: string;
  /** From the request to the end of the answer. */
  readonly ms: number;
}

/** An answer that takes longer never comes: a starved machine must not reach it. */
const NEVER_MS = 60_000;

/**
 * Sends a request to a port of this machine and reads the answer; of one without end the head.
 * @throws Error when there is none
 */
export function ask(
  port: string | number,
  agent: Agent,
  { method, target, headers, body }: Asked,
): Promise<Answered> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method,
        path: target,
        headers: { ...headers, 'content-length': body.length },
        timeout: NEVER_MS,
      },
      (response) => {
        let text = '';
        const type = String(response.headers['content-type'] ?? '');
        const end = (): void =>
          resolve({
            status: response.statusCode ?? 0,
            type,
            location: response.headers.location ?? '',
            body: text,
            ms: performance.now() - startedAt,
          });
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', end);
        if (!type.startsWith('text/event-stream')) return;
        end();
        response.destroy();
      },
    );
    asked.once('timeout', () => asked.destroy(new Error(`No answer to ${method} ${target}`)));
    asked.once('error', reject);
    asked.end(body);
  });
}

/** A stack, or a place in the sources: what no answer may show. */
export const INSIDES = / at \S+ \(|\.ts:\d|node:internal/;
