import type { EventOf } from '../../harness/model/event.ts';
import { storedTokenName, tokenName } from './token-name.ts';

type Probe = EventOf<'stored-credential'>;

function liveText({ live }: Probe): string {
  if (live === null) return 'the provider has nothing live for it';
  const tokens = [live.access, live.refresh].flatMap((token) =>
    token === undefined ? [] : [tokenName(token)],
  );
  return tokens.length === 0
    ? 'no token of it is live'
    : `live at the provider: ${tokens.join(' and ')}`;
}

/** A look at the stored credential, or its connection, as a sentence. */
export function describeProbe(event: EventOf<'connect'> | EventOf<'callback'> | Probe): string {
  if (event.type === 'connect') {
    const where = event.through === 'editor' ? ' in the editor' : '';
    const dialog = event.dialog === undefined ? '' : ` Its dialog says “${event.dialog}”.`;
    return event.ok
      ? `Credential ‘${event.credential}’ was connected${where}.${dialog}`
      : `Credential ‘${event.credential}’ could not be connected${where}${event.error === undefined ? '' : `: ${event.error}`}.${dialog}`;
  }
  if (event.type === 'callback')
    return `A ${event.kind} callback for credential ‘${event.credential}’ was ${event.taken ? 'taken' : 'refused, as it must be'}.`;
  return `Stored in credential ‘${event.credential}’: ${storedTokenName(event.access, 'access')} and ${storedTokenName(event.refresh, 'refresh')}; ${liveText(event)}.`;
}
