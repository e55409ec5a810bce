import { z } from 'zod';
import * as client from './events/client-events.ts';
import * as provider from './events/provider-events.ts';
import * as run from './events/run-events.ts';

/**
 * The events of a history, all of them; the types in event.ts are taken from here. `oauth-chaos
 * schema history` prints it as JSON Schema, for readers outside TypeScript. A history is one NDJSON
 * file per scenario run: one event a line, one sequence (`n`), one clock (`at`).
 */
export const eventSchema = z.discriminatedUnion('type', [
  run.scenarioEvent,
  run.phaseEvent,
  run.stepEvent,
  client.connectEvent,
  run.faultEvent,
  provider.requestEvent,
  provider.replyEvent,
  provider.ledgerEvent,
  provider.gateEvent,
  client.executionStartedEvent,
  client.executionEvent,
  client.storedCredentialEvent,
  provider.clockEvent,
  client.processEvent,
  client.lockEvent,
  client.logEvent,
  run.remedyEvent,
  client.leakScanEvent,
  run.harnessErrorEvent,
  run.endEvent,
]);
