import { z } from 'zod';
import * as client from './events/client-events.ts';
import * as connect from './events/connect-events.ts';
import * as load from './events/load-events.ts';
import * as provider from './events/provider-events.ts';
import * as run from './events/run-events.ts';
import * as witness from './events/witness-events.ts';

/**
 * The schema of every event of a history; event.ts derives its types from here. `oauth-chaos schema
 * history` prints it as JSON Schema, for readers that do not use TypeScript. Each scenario run has
 * one NDJSON file as its history: one event per line, one sequence of numbers (`n`), one clock
 * (`at`).
 */
export const eventSchema = z.discriminatedUnion('type', [
  run.scenarioEvent,
  run.phaseEvent,
  run.stepEvent,
  connect.connectEvent,
  connect.screenshotEvent,
  connect.callbackEvent,
  run.faultEvent,
  run.holdEvent,
  provider.requestEvent,
  provider.replyEvent,
  provider.ledgerEvent,
  provider.gateEvent,
  client.executionStartedEvent,
  client.executionEvent,
  client.storedCredentialEvent,
  client.deletedCredentialEvent,
  client.storedRowsEvent,
  provider.clockEvent,
  client.processEvent,
  client.versionEvent,
  client.lockEvent,
  client.logEvent,
  witness.witnessReadyEvent,
  witness.witnessEvent,
  load.loadBeginEvent,
  load.loadCallsEvent,
  load.loadTrafficEvent,
  load.loadEndEvent,
  run.remedyEvent,
  client.leakScanEvent,
  run.harnessErrorEvent,
  run.endEvent,
]);
