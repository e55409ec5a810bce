/**
 * What a command line that offers the provider imports. It is separate from the provider's
 * `index.ts`, so that a program that uses the provider as a library does not load the code of a
 * command line.
 */
export { addProviderOptions, type Pointers, type ProviderOptions } from './provider-options.ts';
export type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';
export { serveProvider, type StartProvider } from './serve-provider.ts';
export { StandaloneError } from './standalone-error.ts';
export { startStandaloneProvider } from './start-standalone.ts';
export { drained } from './drained.ts';
