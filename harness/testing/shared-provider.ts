import { afterAll } from 'vitest';
import { startProvider, type Provider } from '../../mock-provider/index.ts';

let shared: Promise<Provider> | undefined;

/** One provider for all the tests of a file, as the runs of a suite have one. */
export const sharedProvider = (): Promise<Provider> => (shared ??= startProvider());

/** Closes it; whoever asks for it afterwards gets another one. */
export async function closeSharedProvider(): Promise<void> {
  const closing = shared;
  shared = undefined;
  await (await closing)?.close();
}

afterAll(closeSharedProvider);
