/**
 * The only file that code outside this folder imports. Command lines import `standalone/index.ts`
 * and tests import `vitest.ts` instead.
 */
export type { ClientOptions, RegisteredClient } from './model/client.ts';
export type { ClockName, RealmClock } from './model/clock.ts';
export type { ControlAccess, ControlOptions, Provider, ProviderOptions } from './realm/provider.ts';
export type { FaultHandle } from './faults/engine/fault-handle.ts';
export {
  HELD_EXCHANGES,
  type GateOptions,
  type HeldExchange,
  type HoldPoint,
  type Peer,
} from './model/hold.ts';
export type { LedgerPage, LedgerQuery } from './model/ledger.ts';
export type { PresetChoice } from './policy/preset-choice.ts';
export type { Realm, RealmCreation, RealmSnapshot, SecureAddresses } from './realm/realm.ts';
export type {
  EndpointName,
  FamilySummary,
  Issued,
  LedgerEntry,
  LivePair,
  NumberedLedgerEntry,
  Presented,
  RealmEvent,
  ReplyRecord,
  RequestRecord,
  TokenStanding,
  TokenSummary,
} from './model/records.ts';
export { digestOf } from './model/digest.ts';
export { digestOfJson, digestOfPairs } from './model/content-digest.ts';
export { fingerprint, type TokenKind, type TokenRef } from './model/token-ref.ts';
export { isDuration, toMs, type Duration } from './model/duration.ts';
export { whyUnreadable } from './model/why-unreadable.ts';
export { issueWords } from './model/issue-words.ts';
export { readYaml, valueOfYaml } from './model/read-yaml.ts';
export { describePath, placeOf, positionOf } from './model/yaml-position.ts';
export { durationSchema, waitSchema } from './model/duration-schema.ts';
export {
  changedPolicy,
  policySchema,
  policyShape,
  type Policy,
  type PolicyInput,
} from './policy/policy.ts';
export { faults, type FaultName, type FaultOptions } from './faults/index.ts';
export {
  defineFault,
  interceptingOptions,
  lastingOptions,
  onceOptions,
  strikingOptions,
  type FaultDefinition,
} from './faults/engine/define-fault.ts';
export * as reply from './model/reply.ts';
export type { FaultContext } from './faults/engine/fault-context.ts';
export {
  definePreset,
  type Confidence,
  type Preset,
  type PresetFact,
  type PresetVariant,
} from './policy/define-preset.ts';
export { presets, type PresetName } from './policy/presets/index.ts';
export {
  findPreset,
  preset,
  presetPolicy,
  realmSettingsSchema,
  settingsPolicy,
  type RealmSettings,
} from './policy/parse-preset.ts';
export { checkCreation, type Creation } from './realm/check-creation.ts';
export { ProviderError } from './model/provider-error.ts';
export type { ProviderMemory } from './realm/provider-memory.ts';
export { startProvider } from './server/server.ts';
export { certificateAuthority } from './wire/tls/authority.ts';
export {
  connectToProvider,
  type ClockMove,
  type RemoteChoice,
  type RemoteProvider,
  type RemoteRealm,
} from './control/client.ts';
export { consoleUrl } from './control/console-url.ts';
export { apiPath, PAGE_PARAMETER, PAGES } from './wire/api-paths.ts';
export { reachableAt } from './wire/public-url.ts';
export { ControlError } from './control/control-error.ts';
export type { NumberedEvent } from './control/read-events.ts';
export type {
  ClientInfo,
  ClockInfo,
  KnownFault,
  NewClient,
  RealmInfo,
} from './control/remote-types.ts';
