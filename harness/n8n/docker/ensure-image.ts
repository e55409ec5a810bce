import { HarnessError } from '../../model/error.ts';
import { daemonIsGone, dockerFailure, statusOf } from './docker-failure.ts';
import type { Docker } from './engine.ts';

export interface ImageWanted {
  readonly image: string;
  /** Says how to get the image when it cannot be pulled. */
  readonly hint: string;
  /** Called when a pull begins, and with its progress. */
  readonly onPull: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Returns the id of an image. Pulls the image when this machine does not have it.
 * @throws HarnessError `image-missing` (75) when it cannot be pulled, `docker-disk-full` when there
 * is no room for it
 */
export async function ensureImage(docker: Docker, wanted: ImageWanted): Promise<string> {
  const { image, signal } = wanted;
  signal.throwIfAborted();
  const there = await idOf(docker, image);
  if (there !== undefined) return there;
  try {
    await pull(docker, wanted);
  } catch (cause) {
    signal.throwIfAborted();
    throw pullFailed(wanted, cause);
  }
  const id = await idOf(docker, image);
  if (id === undefined) throw pullFailed(wanted, new Error('it was pulled and is not there'));
  return id;
}

async function idOf(docker: Docker, image: string): Promise<string | undefined> {
  try {
    return (await docker.getImage(image).inspect()).Id;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw dockerFailure(`look for the image ${image}`, error);
  }
}

/** One line of the daemon's progress report of a pull. */
interface PullEvent {
  readonly id?: string;
  readonly status?: string;
}

async function pull(docker: Docker, { image, onPull, signal }: ImageWanted): Promise<void> {
  onPull(`pulling ${image}`);
  const stream = await docker.pull(image, { abortSignal: signal });
  const layers = new Set<string>();
  const done = new Set<string>();
  const onProgress = ({ id, status = '' }: PullEvent): void => {
    if (id === undefined || !/^[0-9a-f]{12}$/.test(id)) return;
    layers.add(id);
    if (/^(Pull complete|Already exists)/.test(status)) done.add(id);
    onPull(`pulling ${image}, ${done.size} of ${layers.size} layers`);
  };
  // A pull may fail half-way. Only the last line of the report says so.
  await new Promise<void>((resolve, reject) =>
    docker.modem.followProgress(
      stream,
      (error: Error | null) => (error ? reject(error) : resolve()),
      onProgress,
    ),
  );
}

function pullFailed({ image, hint }: ImageWanted, cause: unknown): HarnessError {
  const failure = dockerFailure(`get the image ${image}`, cause);
  if (daemonIsGone(cause) || failure.code !== 'docker-failed') return failure;
  const said = failure.message.replace(/^.*?: (?=\S)/, '').replace(/\.$/, '');
  return new HarnessError(
    'image-missing',
    `Could not get the image ${image}: this machine does not have it, and it cannot be pulled (${said}).`,
    { cause, hint, exitCode: 75 },
  );
}
