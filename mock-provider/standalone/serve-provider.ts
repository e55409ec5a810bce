import { once } from 'node:events';
import type { Pointers, ProviderOptions } from './provider-options.ts';
import { providerPage, providerWarnings } from './provider-page.ts';
import type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';
import { readPlan } from './read-plan.ts';
import { startStandaloneProvider } from './start-standalone.ts';

/** Where the command reads files and where it prints. */
export interface Surroundings {
  readonly cwd: string;
  readonly out: { write(text: string): unknown };
  readonly err: { write(text: string): unknown };
  /** Aborts when the provider must stop. */
  readonly signal: AbortSignal;
  /** Called when all input has been read: from now on there is something to stop. */
  readonly onStart?: () => void;
}

/** Starts the provider that a plan describes. `warn` receives messages for the user. */
export type StartProvider = (
  plan: ProviderPlan,
  warn: (line: string) => void,
) => Promise<StandaloneProvider>;

/**
 * Starts a provider as the options say, prints what the user has to paste elsewhere, and stops the
 * provider when the signal aborts.
 * @throws StandaloneError
 */
export async function serveProvider(
  options: ProviderOptions,
  pointers: Pointers,
  { cwd, out, err, signal, onStart }: Surroundings,
  start: StartProvider = startStandaloneProvider,
): Promise<void> {
  const plan = await readPlan(options, pointers, cwd);
  const warn = (line: string): unknown => err.write(`${line}\n`);
  onStart?.();
  const provider = await start(plan, warn);
  try {
    providerWarnings(plan, provider, options).forEach(warn);
    providerPage(plan, provider).forEach((line) => out.write(`${line}\n`));
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await provider.close();
  }
  out.write('The provider has stopped.\n');
}
