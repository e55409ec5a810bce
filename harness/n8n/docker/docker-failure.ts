import { HarnessError } from '../../model/error.ts';

/** Node's error codes when nobody listens at an address any more, or the connection is closed. */
const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
]);

interface KnownFailure {
  readonly code: string;
  readonly says: RegExp;
  readonly reason?: string;
  readonly hint: string;
}

/** Messages of the daemon about known problems, with the error code for each. */
const KNOWN: readonly KnownFailure[] = [
  {
    code: 'n8n-port-taken',
    says: /port is already allocated|address already in use/,
    hint: 'Another program took the port meanwhile; start again.',
  },
  {
    code: 'docker-disk-full',
    says: /no space left on device/,
    reason: "Docker's disk is full",
    hint: '`docker system df` shows what takes the space, `docker system prune` frees what is not used.',
  },
  {
    code: 'docker-networks-full',
    says: /address pools have been fully subnetted/,
    reason: 'Docker has no addresses left for another network',
    hint: '`docker network prune` removes networks that nobody uses.',
  },
];

/** HTTP status of the daemon's answer; undefined when it did not answer. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;

/** True when the daemon did not answer at all. */
export function daemonIsGone(error: unknown): boolean {
  if (!(error instanceof Error) || statusOf(error) !== undefined) return false;
  return ('code' in error && GONE.has(String(error.code))) || /socket hang up/.test(error.message);
}

/**
 * The error for a request that the daemon refused, in words that say what to do.
 * @param doing with its object: `start n8n 2.41.1`
 * @param otherwise what to do when the trouble has no name
 */
export function dockerFailure(doing: string, cause: unknown, otherwise?: string): HarnessError {
  if (cause instanceof HarnessError) return cause;
  const said = saidBy(cause);
  if (daemonIsGone(cause)) {
    return new HarnessError(
      'docker-unreachable',
      `Could not ${doing}: the Docker daemon does not answer (${said}).`,
      {
        cause,
        exitCode: 75,
        hint: 'Start Docker again. `oauth-chaos clean` then removes what this run left in it.',
      },
    );
  }
  const known = KNOWN.find(({ says }) => says.test(said));
  const hint = known?.hint ?? otherwise;
  return new HarnessError(
    known?.code ?? 'docker-failed',
    `Could not ${doing}: ${known?.reason ?? said}.`,
    { cause, exitCode: 75, ...(hint === undefined ? {} : { hint }) },
  );
}

/**
 * The daemon's own message, without the prefix that the client adds: `(HTTP code 500) server error
 * - `.
 */
function saidBy(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/^\(HTTP code \d+\) [^-]* - /, '')
    .trim()
    .replace(/\.$/, '');
}
