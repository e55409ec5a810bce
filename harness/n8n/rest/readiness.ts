/** n8n on a busy machine takes its time even for this. */
const ANSWER_WITHIN_MS = 10_000;

/** True once a main process serves: ready by its own word, and its REST API answers JSON. */
export async function mainServes(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  if (!(await saysReady(baseUrl, signal))) return false;
  // While it starts, n8n answers every path with a page that asks for patience.
  const settings = await ask(`${baseUrl}/rest/settings`, signal);
  return settings?.status === 200 && settings.json;
}

/** True once a process has opened database and, in a queue, Redis (`/healthz/readiness`). */
export async function saysReady(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  return (await ask(`${baseUrl}/healthz/readiness`, signal))?.status === 200;
}

async function ask(
  url: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly json: boolean } | undefined> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    const json = answer.headers.get('content-type')?.includes('json') === true;
    await answer.body?.cancel();
    return { status: answer.status, json };
  } catch {
    return undefined;
  }
}
