import type { z } from 'zod';
import type { eventSchema } from './event-schema.ts';
import type {
  alarmSchema,
  askedSchema,
  executionErrorSchema,
  machineSchema,
  storedTokenSchema,
} from './events/client-events.ts';
import type { phaseSchema } from './events/event-parts.ts';
import type { credentialInfoSchema } from './events/run-events.ts';
import type { Expectation, Scenario, Step } from './scenario.ts';
import type { Written } from './written.ts';

/**
 * The phase of the plan in which an execution runs. `steady`: before the first fault. `during`:
 * while a fault is in force. `healed`: after the faults have been healed. `remedied`: after a
 * remedy.
 */
export type Phase = z.output<typeof phaseSchema>;
export type CredentialInfo = Written<z.output<typeof credentialInfoSchema>>;
/** The error of an execution, as the operator sees it. */
export type ExecutionError = Written<z.output<typeof executionErrorSchema>>;
/** How much the machine of the harness lagged. */
export type MachineState = Written<z.output<typeof machineSchema>>;
/** What a workflow asks the API for, with each item of one kind of call. */
export type Asked = Written<z.output<typeof askedSchema>>;
/** What the client's own alarm told of a failure. */
export type Alarm = Written<z.output<typeof alarmSchema>>;
/**
 * A stored token: which token it is, or `foreign` when this realm did not issue it, or `absent`
 * when no token is stored.
 */
export type StoredToken = Written<z.output<typeof storedTokenSchema>>;

/** Fields that the event schema leaves untyped because the scenario schema describes them. */
interface FromScenario {
  readonly scenario: Scenario;
  readonly steps: readonly Step[];
  readonly expect: Expectation & { readonly withinMs: number };
}
type Typed<E> = E extends { type: 'scenario' } ? Omit<E, keyof FromScenario> & FromScenario : E;

/** The events of a history, as their schema describes them. */
export type HistoryEvent = Typed<Written<z.output<typeof eventSchema>>>;
export type EventType = HistoryEvent['type'];
export type EventOf<T extends EventType> = Extract<HistoryEvent, { type: T }>;

/**
 * The fields that every event has: its number, and its time in milliseconds since the scenario run
 * began.
 */
export type EventHead = Pick<HistoryEvent, 'n' | 'at'>;

type Body<E> = E extends HistoryEvent ? Omit<E, keyof EventHead> : never;
/** An event before the recorder has numbered it and stamped its time. */
export type HistoryEventBody = Body<HistoryEvent>;
