import { useEffect, useState } from 'preact/hooks';
import type { Command } from './commands.ts';
import { useDesk } from './desk.ts';

/** A command for a shell, and what its reader has to know. */
export interface ShownCommand {
  readonly text: string;
  readonly note: string;
}

/** Shows a curl command and copies it to the clipboard. */
export function CurlBar({
  shown,
  onClose,
}: {
  readonly shown: ShownCommand | undefined;
  readonly onClose: () => void;
}) {
  const curl = shown?.text;
  const [copied, setCopied] = useState<string>();
  useEffect(() => {
    if (curl === undefined) return setCopied(undefined);
    // Browsers offer no clipboard to a page that came over plain HTTP from another machine.
    const writing =
      navigator.clipboard?.writeText(curl) ?? Promise.reject(new Error('no clipboard'));
    writing.then(
      () => setCopied('Copied. '),
      () => setCopied('Could not be copied; select it. '),
    );
  }, [curl]);
  return (
    <section class="curl-bar" aria-label="Command for a shell" hidden={curl === undefined}>
      <p role="status">
        {copied ?? ''}
        <span class="quiet">{shown?.note}</span>
      </p>
      <code>{curl}</code>
      <button type="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
}

/** A button that copies the request of an action as a curl command. */
export function CurlButton({
  command,
  what,
}: {
  readonly command: Command;
  readonly what: string;
}) {
  const { showCurl } = useDesk();
  return (
    <button
      type="button"
      class="curl"
      onClick={() => showCurl(command)}
      title="copy as curl"
      aria-label={`copy as curl: ${what}`}
    >
      curl
    </button>
  );
}

/** A button that sends a command, and one that copies it. */
export function Action({
  command,
  label,
  done,
  what = label,
  class: style = '',
  after,
}: {
  readonly command: Command;
  readonly label: string;
  readonly done: string;
  readonly what?: string;
  readonly class?: string;
  readonly after?: () => void;
}) {
  const { run } = useDesk();
  return (
    <span class="action">
      <button
        type="button"
        class={style}
        aria-label={what}
        onClick={() => void run(command, done).then((error) => error ?? after?.())}
      >
        {label}
      </button>
      <CurlButton command={command} what={what} />
    </span>
  );
}
