import { Fragment } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** Puts a text on the clipboard; false where the browser does not let a page do that. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The command that runs this result again, with a button that copies it. */
export function ReproduceLine({ command }: { readonly command: string }) {
  const line = useRef<HTMLElement>(null);
  const [told, setTold] = useState('');
  const copy = async (): Promise<void> => {
    if (await copied(command)) {
      setTold('copied');
      return;
    }
    if (line.current !== null) getSelection()?.selectAllChildren(line.current);
    setTold('selected: copy it with your keyboard');
  };
  return (
    <p class="reproduce">
      <b>Run it again:</b>{' '}
      <code ref={line}>
        {command.split(' ').map((word, index) => (
          <Fragment key={index}>
            {index === 0 ? '' : ' '}
            <span>{word}</span>
          </Fragment>
        ))}
      </code>{' '}
      <button type="button" class="chip" onClick={() => void copy()}>
        copy<span class="visually-hidden"> the command</span>
      </button>{' '}
      <output class="quiet">{told}</output>
    </p>
  );
}
