/** The provider's only door: nothing outside this folder imports anything else of it. */
export type {
  ClientOptions,
  ClockName,
  ControlAccess,
  ControlOptions,
  FaultHandle,
  GateOptions,
  HoldPoint,
  LedgerPage,
  LedgerQuery,
  Peer,
  PresetChoice,
  Provider,
  ProviderOptions,
  Realm,
  RealmClock,
  RealmCreation,
  RealmSnapshot,
  RegisteredClient,
  SecureAddresses,
} from './api.ts';
export type { EndpointName, FamilySummary, Issued, LedgerEntry, LivePair, NumberedLedgerEntry, Presented, RealmEvent, ReplyRecord, RequestRecord, TokenStanding, TokenSummary } from './records.ts';
export { fingerprint, type TokenKind, type TokenRef } from './token-ref.ts';
export { isDuration, toMs, type Duration } from './duration.ts';
export { durationSchema } from './duration-schema.ts';
export { policySchema, type Policy, type PolicyInput } from './policy.ts';
export { faults, type FaultName, type FaultOptions } from './faults/index.ts';
export type { FaultDefinition } from './define-fault.ts';
export type { Confidence, Preset, PresetFact, PresetVariant } from './define-preset.ts';
export { presets, type PresetName } from './presets/index.ts';
export { findPreset, preset, presetPolicy, realmSettingsSchema, settingsPolicy, type RealmSettings } from './parse-preset.ts';
export { checkCreation, type Creation } from './check-creation.ts';
export { ProviderError } from './provider-error.ts';
export type { ProviderMemory } from './provider-memory.ts';
export { startProvider } from './server.ts';
export { connectToProvider, type ClockMove, type RemoteChoice, type RemoteProvider, type RemoteRealm } from './control/client.ts';
export { consoleUrl } from './console-url.ts';
export { reachableAt } from './public-url.ts';
export { ControlError } from './control/control-error.ts';
export type { NumberedEvent } from './control/read-events.ts';
export type { ClientInfo, ClockInfo, KnownFault, NewClient, RealmInfo } from './control/remote-types.ts';
