import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { writtenRemedies } from '../../model/remedy.ts';
import { scopeNames } from './scope-names.ts';

export type AuthorizationForm = NonNullable<EventOf<'request'>['authorization']>;

/** A request to the authorization endpoint, and the credential it is to connect. */
export interface AuthorizationRequest {
  readonly request: EventOf<'request'>;
  readonly credential: string;
  /** Undefined when the history is older than its record. */
  readonly form: AuthorizationForm | undefined;
  /** The scope that the credential has at this moment, as an operator typed it. */
  readonly typed: string;
}

/** The names in a scope, each once and in order. */
export const sortedScope = (scope: string): readonly string[] =>
  [...new Set(scopeNames(scope))].toSorted();

/**
 * The scope that an operator typed into the credential `main` before the event with the number `n`.
 * Undefined when the credential still has the one it was made with.
 */
export function editedScope(history: History, n: number): string | undefined {
  const byRemedy = history
    .of('remedy')
    .some((event) => event.remedy === 'edit-scope' && event.state === 'begin' && event.n < n);
  const step = writtenRemedies(history.head?.scenario.remedies).find(
    (remedy) => typeof remedy !== 'string' && remedy.remedy === 'edit-scope',
  );
  const meanwhile = history
    .of('stored-credential')
    .some((event) => event.moment === 'edited' && event.n < n);
  const fault = history.of('fault').find((event) => event.fault === 'operator/edits-scope');
  const typed = [
    byRemedy && typeof step === 'object' ? step['scope'] : undefined,
    meanwhile ? fault?.options['scope'] : undefined,
  ];
  return typed.find((scope) => typeof scope === 'string');
}

/** Every authorization request of a client that the plan knows, in order. */
export function authorizationRequests(history: History): readonly AuthorizationRequest[] {
  const credentials = history.head?.credentials ?? {};
  return history.of('request').flatMap((request): AuthorizationRequest[] => {
    const { client: credential = '', endpoint } = request;
    const info = credentials[credential];
    if (endpoint !== 'authorize' || info === undefined) return [];
    const edited = credential === 'main' ? editedScope(history, request.n) : undefined;
    return [{ request, credential, form: request.authorization, typed: edited ?? info.scope }];
  });
}
