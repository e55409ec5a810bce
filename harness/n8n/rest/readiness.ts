/** Time limit for one answer; on a busy machine n8n needs long even for this. */
const ANSWER_WITHIN_MS = 10_000;

/**
 * True when a main process is ready: its health endpoint says so, and its REST API answers with
 * JSON.
 */
export async function mainServes(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  if (!(await saysReady(baseUrl, signal))) return false;
  // While n8n starts, it answers every path with an HTML page that asks for patience.
  const settings = await ask(`${baseUrl}/rest/settings`, signal);
  return settings?.status === 200 && settings.json;
}

/** True when a process has opened its database and, in queue mode, Redis (`/healthz/readiness`). */
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
