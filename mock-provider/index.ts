/** The provider's only door: nothing outside this folder imports anything else of it. */
export type { ClockName, FaultHandle, GateOptions, Provider, ProviderOptions, Realm, RealmClock, RegisteredClient } from './api.ts';
export type { EndpointName, Issued, LedgerEntry, LivePair, Presented, RealmEvent, ReplyRecord, RequestRecord, TokenStanding } from './records.ts';
export { fingerprint, type TokenKind, type TokenRef } from './token-ref.ts';
export { isDuration, toMs, type Duration } from './duration.ts';
export { durationSchema } from './duration-schema.ts';
export { policySchema, type Policy, type PolicyInput } from './policy.ts';
export { faults, type FaultName, type FaultOptions } from './faults/index.ts';
export type { FaultDefinition } from './define-fault.ts';
export { ProviderError } from './provider-error.ts';
export { startProvider } from './server.ts';
