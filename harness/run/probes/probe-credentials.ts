import { createHmac } from 'node:crypto';
import { HarnessError } from '../../model/error.ts';
import { errorText } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Fields that the client uses for its own connect flow. They appear and disappear by design, so
 * they are not compared.
 */
const BOOKKEEPING = new Set(['csrfSecret', 'codeVerifier', 'oauthTokenData']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * True while the fault itself makes the database unreadable. This is no failure of the harness; the
 * stored credential is read again after healing.
 */
const isUnreadable = (run: ScenarioRun): boolean =>
  run.targetFaults.some(({ name }) => name === 'database/down');

/**
 * Reads every stored credential and records it. The reader reduces it to token references and
 * digests, so no secret leaves it.
 */
export async function probeCredentials(run: ScenarioRun): Promise<void> {
  if (!run.client.capabilities.has('stored-credential') || !run.client.alive) return;
  for (const [name, id] of run.credentialIds) {
    try {
      const seen = await run.client.readStoredCredential(id, (fields) => reduce(run, fields));
      run.recorder.add({
        type: 'stored-credential',
        credential: name,
        ...seen,
        live: run.realm.livePair(name),
      });
    } catch (cause) {
      if (isUnreadable(run)) continue;
      const code = cause instanceof HarnessError ? cause.code : 'probe-failed';
      run.recorder.add({
        type: 'harness-error',
        code,
        message: `Could not read the stored credential ${name}: ${errorText(run, cause)}`,
      });
    }
  }
}

function reduce(run: ScenarioRun, fields: Readonly<Record<string, unknown>>) {
  const tokens = isRecord(fields['oauthTokenData']) ? fields['oauthTokenData'] : {};
  const digests = Object.entries(fields)
    .filter(([field]) => !BOOKKEEPING.has(field))
    .map(
      ([field, value]) =>
        [
          field,
          createHmac('sha256', run.digestKey)
            .update(JSON.stringify(value) ?? 'undefined')
            .digest('hex')
            .slice(0, 12),
        ] as const,
    );
  return {
    access: run.realm.identify(tokens['access_token']),
    refresh: run.realm.identify(tokens['refresh_token']),
    fields: Object.fromEntries(digests),
  };
}
