import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RestClient } from '../rest/rest-client.ts';
import { fakeServer, type FakeServer } from '../rest/testing/fake-server.ts';
import { skewClock } from './skew-clock.ts';

const signal = new AbortController().signal;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'skew-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A fake n8n. `offsetOf` gives the offset of its clock each time a credential is saved. */
function fakeN8n(offsetOf: (look: number) => number): Promise<FakeServer> {
  let look = 0;
  return fakeServer(({ method }) =>
    method === 'POST'
      ? {
          body: {
            data: {
              id: 'x',
              updatedAt: new Date(Date.now() + offsetOf((look += 1))).toISOString(),
            },
          },
        }
      : { body: { data: true } },
  );
}

describe('skewClock', () => {
  it('writes the offset and ends when n8n’s own stamps show it, leaving nothing behind in n8n', async () => {
    await using n8n = await fakeN8n((look) => (look > 2 ? 3_600_000 : 0));
    await skewClock(
      join(folder, 'offset'),
      3_600_000,
      new RestClient(n8n.url, async () => {}),
      signal,
    );
    expect(readFileSync(join(folder, 'offset'), 'utf8')).toBe('3600000');
    expect(n8n.requests.map(({ method }) => method)).toEqual([
      'POST',
      'DELETE',
      'POST',
      'DELETE',
      'POST',
      'DELETE',
    ]);
  });

  it('fails when n8n goes on with the old time', async () => {
    await using n8n = await fakeN8n(() => 0);
    await expect(
      skewClock(
        join(folder, 'offset'),
        60_000,
        new RestClient(n8n.url, async () => {}),
        signal,
        300,
      ),
    ).rejects.toMatchObject({ code: 'clock-not-moved' });
  });
});
