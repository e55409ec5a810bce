import { Agent, request } from 'node:http';

/** So many requests wait for their answers at the same time. */
export const CONNECTIONS = 16;

export const connections = (): Agent => new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

/**
 * Sends a form and resolves to the body of the answer.
 * @throws Error when the answer is not 200
 */
export function postForm(
  url: string,
  agent: Agent,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new URLSearchParams(parameters).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () =>
          response.statusCode === 200
            ? resolve(text)
            : reject(new Error(`${url} answered ${response.statusCode}`)),
        );
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
