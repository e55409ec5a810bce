import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { connectToProvider } from '../control/client.ts';
import { ControlError } from '../control/control-error.ts';
import { requester } from '../control/requester.ts';
import { putRealmIntoAddress, realmInAddress } from './address.ts';
import type { Command } from './commands.ts';
import { CurlBar, type ShownCommand } from './curl-bar.tsx';
import { curlOf } from './curl.ts';
import { asControlError } from './describe-error.ts';
import { DeskContext } from './desk.ts';
import { Notice, type NoticeText } from './notice.tsx';
import { RealmBar } from './realm-bar.tsx';
import { RealmView } from './realm-view.tsx';
import { usePolled } from './use-polled.ts';

const REALMS_EVERY_MS = 2000;
const URL_BELOW = '/control/v1';

/** The console of one provider. */
export function Console({
  token,
  tokenAsked,
  onRefused,
}: {
  readonly token: string | undefined;
  readonly tokenAsked: boolean;
  readonly onRefused: () => void;
}) {
  const remote = useMemo(() => connectToProvider({ url: URL_BELOW, token }), [token]);
  const send = useMemo(() => requester(URL_BELOW, token), [token]);
  const realms = usePolled(remote.realms, REALMS_EVERY_MS);
  const presets = usePolled(remote.presets).value ?? [];
  const faults = usePolled(remote.faults).value ?? [];
  const [wanted, setWanted] = useState(realmInAddress);
  const [notice, setNotice] = useState<NoticeText>();
  const [curl, setCurl] = useState<ShownCommand>();
  const realm = realms.value?.find(({ name }) => name === wanted) ?? realms.value?.[0];

  const refused = realms.error instanceof ControlError && realms.error.status === 401;
  useEffect(() => {
    if (refused) onRefused();
  }, [refused]);

  const choose = useCallback((name: string): void => {
    setWanted(name);
    putRealmIntoAddress(name);
  }, []);
  const { refresh } = realms;
  const desk = useMemo(
    () => ({
      async run({ method, path, body }: Command, done: string) {
        const error = await send(method, path, body).then(() => undefined, asControlError);
        setNotice(
          error === undefined
            ? { kind: 'done', text: done }
            : { kind: 'error', text: `${error.message} ${error.hint}` },
        );
        refresh();
        return error;
      },
      showCurl: (command: Command) =>
        setCurl({
          text: curlOf(command, { url: `${location.origin}${URL_BELOW}`, tokenAsked }),
          note: 'The token is $CONTROL_TOKEN.',
        }),
      showCommand: (text: string, note: string) => setCurl({ text, note }),
    }),
    [send, refresh, tokenAsked],
  );

  const lost =
    realms.error === undefined || refused
      ? undefined
      : `The provider does not answer. ${asControlError(realms.error).message}`;
  return (
    <DeskContext.Provider value={desk}>
      <a class="skip" href="#controls" onClick={toControls}>
        Skip to faults, clock and preset
      </a>
      <RealmBar realms={realms.value ?? []} chosen={realm} presets={presets} onChoose={choose} />
      {lost === undefined ? null : (
        <p class="notice notice-error" role="alert">
          {lost}
        </p>
      )}
      {realm === undefined ? (
        <p class="empty">
          {realms.value === undefined
            ? 'Asking the provider …'
            : 'The provider has no realm yet. Create one above.'}
        </p>
      ) : null}
      {realm === undefined ? null : (
        <RealmView
          key={realm.name}
          info={realm}
          readAtMs={realms.atMs ?? 0}
          realm={remote.realm(realm.name)}
          presets={presets}
          faults={faults}
          onEvents={refresh}
        />
      )}
      <Notice notice={notice} />
      <CurlBar shown={curl} onClose={() => setCurl(undefined)} />
    </DeskContext.Provider>
  );
}

/**
 * Moves the focus to the controls. The link itself would put its target into the fragment of the
 * address, where the realm is.
 */
function toControls(event: Event): void {
  event.preventDefault();
  document.getElementById('controls')?.focus();
}
