/**
 * The door for a command line that offers the provider. It is apart from the provider's own door,
 * so that who uses the provider as a library does not load a command line.
 */
export { addProviderOptions, type Pointers, type ProviderOptions } from './provider-options.ts';
export type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';
export { serveProvider, type StartProvider } from './serve-provider.ts';
export { StandaloneError } from './standalone-error.ts';
export { startStandaloneProvider } from './start-standalone.ts';
