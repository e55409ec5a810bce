import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../../model/error.ts';

/** Where the socket of a daemon may be when DOCKER_HOST is not set. */
const socketsOf = (env: Readonly<Record<string, string | undefined>>): readonly string[] => [
  '/var/run/docker.sock',
  ...(env['XDG_RUNTIME_DIR'] === undefined ? [] : [join(env['XDG_RUNTIME_DIR'], 'docker.sock')]),
  join(homedir(), '.docker', 'run', 'docker.sock'),
];

type Outcome = 'answers' | 'missing' | 'forbidden' | 'refused';

interface Look {
  readonly sockets: readonly string[];
  readonly connectTo: (socket: string) => Promise<Outcome>;
}

/**
 * Finds out why no daemon answered by trying its sockets: the reason decides what the user has to
 * do.
 */
export async function dockerUnreachable(
  cause: unknown,
  env: Readonly<Record<string, string | undefined>> = process.env,
  { sockets, connectTo }: Look = { sockets: socketsOf(env), connectTo: tryConnecting },
): Promise<HarnessError> {
  const host = env['DOCKER_HOST'];
  if (host !== undefined && host !== '' && !host.startsWith('unix://')) {
    return failed(
      'docker-unreachable',
      `nothing answers at DOCKER_HOST=${host} as Docker would`,
      'Is it running, and the address right?',
      cause,
    );
  }
  const named = host === undefined || host === '' ? undefined : host.slice('unix://'.length);
  const tried = named === undefined ? sockets : [named];
  const outcomes = await Promise.all(
    tried.map(async (socket) => ({ socket, outcome: await connectTo(socket) })),
  );
  const found = outcomes.find(({ outcome }) => outcome !== 'missing');
  if (found === undefined && named !== undefined)
    return failed(
      'docker-unreachable',
      `there is no ${named}, which DOCKER_HOST names`,
      'Is Docker running, and the address right?',
      cause,
    );
  if (found === undefined)
    return failed(
      'docker-missing',
      `there is no Docker here (looked for ${tried.join(', ')})`,
      'Install Docker and start it, or set DOCKER_HOST to the address that `docker context inspect` shows; n8n without Docker: --n8n <version>',
      cause,
    );
  if (found.outcome === 'forbidden')
    return failed(
      'docker-forbidden',
      `you may not use its socket ${found.socket}`,
      'Become a member of its group (sudo usermod -aG docker $USER, then log in again), or run as a user who is.',
      cause,
    );
  if (found.outcome === 'refused')
    return failed(
      'docker-unreachable',
      `its daemon does not run (nobody listens at ${found.socket})`,
      'Start it: sudo systemctl start docker, or open Docker Desktop.',
      cause,
    );
  return failed(
    'docker-unreachable',
    `what listens at ${found.socket} does not answer as Docker does`,
    '`docker info` may tell more.',
    cause,
  );
}

function failed(code: string, reason: string, hint: string, cause: unknown): HarnessError {
  return new HarnessError(code, `Could not use Docker: ${reason}.`, { hint, cause, exitCode: 75 });
}

async function tryConnecting(socket: string): Promise<Outcome> {
  const connection = connect(socket);
  try {
    return await new Promise<Outcome>((resolve) => {
      connection.once('connect', () => resolve('answers'));
      connection.once('error', (error: NodeJS.ErrnoException) => resolve(outcomeOf(error.code)));
    });
  } finally {
    connection.destroy();
  }
}

function outcomeOf(code: string | undefined): Outcome {
  if (code === 'EACCES' || code === 'EPERM') return 'forbidden';
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'refused';
}
