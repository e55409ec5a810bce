import { enteredAsDefault, type CredentialForm } from '../../model/credential-fields.ts';
import { HarnessError } from '../../model/error.ts';
import type { EventOf } from '../../model/event.ts';
import { MOMENT_OF_EXPIRY } from '../../model/moment-of-expiry.ts';
import { errorText } from '../redact.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Fields that the client uses for its own connect flow. They appear and disappear by design, so
 * they are not compared.
 */
const BOOKKEEPING = new Set(['csrfSecret', 'codeVerifier', 'oauthTokenData']);

/** The tokens are recorded by name, not as digests. */
const TOKENS = new Set(['access_token', 'refresh_token']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What it means that a credential is not there, or that nobody can read it. */
const NOT_TO_BE_READ: ReadonlySet<string> = new Set([
  'stored-credential-missing',
  'stored-credential-unreadable',
]);

/**
 * True while the fault itself makes the database unreadable, and when the client may have lost the
 * credential in the exchange of its version. This is no failure of the harness: after healing the
 * stored credential is read again, and a client that has lost it fails its executions.
 */
const isUnreadable = (run: ScenarioRun, code: string): boolean =>
  run.targetFaults.some(({ name }) => name === 'database/down') ||
  (run.exchanges > 0 && NOT_TO_BE_READ.has(code));

export interface Reading {
  /** Name of the only credential to read; by default all are read. */
  readonly only?: string;
  readonly moment?: NonNullable<EventOf<'stored-credential'>['moment']>;
  /** What was entered when it was created, with the client's names of the fields. */
  readonly typed?: CredentialForm;
}

/** What was seen of one stored credential. */
export type SeenCredential = Pick<
  EventOf<'stored-credential'>,
  'credential' | 'access' | 'refresh' | 'fields' | 'members' | 'live'
> & {
  /**
   * The moments at which the access token ends by members of the token data, since the epoch: they
   * are the same at every reading, unlike what is recorded of them.
   */
  readonly endsAtMs: Readonly<Record<string, number>>;
};

/**
 * Reads stored credentials and records them. The reader reduces each to token references and
 * digests, so no secret leaves it.
 */
export async function probeCredentials(
  run: ScenarioRun,
  { only, ...reading }: Reading = {},
): Promise<void> {
  recordReadings(run, await readCredentials(run, only), reading);
}

/** Records what was read of stored credentials. */
export function recordReadings(
  run: ScenarioRun,
  readings: readonly SeenCredential[],
  { moment, typed }: Omit<Reading, 'only'> = {},
): void {
  const nowMs = Date.now();
  for (const { endsAtMs, ...seen } of readings) {
    const moments = Object.entries(endsAtMs);
    run.recorder.add({
      type: 'stored-credential',
      ...seen,
      ...(moments.length === 0
        ? {}
        : { endsInMs: Object.fromEntries(moments.map(([name, at]) => [name, at - nowMs])) }),
      ...(moment === undefined ? {} : { moment }),
      ...(typed === undefined ? {} : { typed: digests(run, typed, new Set()) }),
      ...(moment === 'created' && typed !== undefined
        ? { enteredAsDefault: [...enteredAsDefault(typed)] }
        : {}),
    });
  }
}

/** Reads stored credentials without recording them; one that cannot be read is left out. */
export async function readCredentials(
  run: ScenarioRun,
  only?: string,
): Promise<readonly SeenCredential[]> {
  if (!run.client.capabilities.has('stored-credential') || !run.client.alive) return [];
  const seen: SeenCredential[] = [];
  for (const [credential, id] of run.credentialIds) {
    if (only !== undefined && credential !== only) continue;
    try {
      const stored = await run.client.readStoredCredential(id, (fields) => reduce(run, fields));
      seen.push({ credential, ...stored, live: run.realm.livePair(credential) });
    } catch (cause) {
      const code = cause instanceof HarnessError ? cause.code : 'probe-failed';
      if (isUnreadable(run, code)) continue;
      run.recorder.add({
        type: 'harness-error',
        code,
        message: `Could not read the stored credential ${credential}: ${errorText(run, cause)}`,
      });
    }
  }
  return seen;
}

function reduce(run: ScenarioRun, fields: Readonly<Record<string, unknown>>) {
  const tokens = isRecord(fields['oauthTokenData']) ? fields['oauthTokenData'] : {};
  return {
    access: run.realm.identify(tokens['access_token']),
    refresh: run.realm.identify(tokens['refresh_token']),
    fields: digests(run, fields, BOOKKEEPING),
    members: digests(run, tokens, TOKENS, true),
    endsAtMs: momentsOf(tokens),
  };
}

/** The moments that members of token data name: milliseconds as n8n writes them, or a date. */
function momentsOf(tokens: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const moments = Object.entries(tokens)
    .filter(([name]) => MOMENT_OF_EXPIRY.test(name))
    .map(([name, value]) => [name, momentOf(value)] as const);
  return Object.fromEntries(moments.filter(([, moment]) => Number.isFinite(moment)));
}

function momentOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return Number.NaN;
  return /^\d+$/.test(value) ? Number(value) : Date.parse(value);
}

/** Digests of what is stored; `isOfReply`: its names are those of a token reply. */
const digests = (
  run: ScenarioRun,
  record: Readonly<Record<string, unknown>>,
  left: ReadonlySet<string>,
  isOfReply = false,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([name]) => !left.has(name))
      .map(([name, value]) => [name, run.realm.digest(value, isOfReply ? name : undefined)]),
  );
