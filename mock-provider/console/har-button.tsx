import { useState } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import { asControlError } from './describe-error.ts';

/** Saves the latest exchanges of a realm as a HAR file. */
export function HarButton({ realm }: { readonly realm: Pick<RemoteRealm, 'har' | 'name'> }) {
  const [refused, setRefused] = useState('');
  const save = async (): Promise<void> => {
    try {
      const har = new Blob([JSON.stringify(await realm.har(), null, 2)], {
        type: 'application/json',
      });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(har);
      link.download = `${realm.name}.har`;
      link.click();
      URL.revokeObjectURL(link.href);
      setRefused('');
    } catch (error) {
      setRefused(asControlError(error).message);
    }
  };
  return (
    <>
      <button type="button" onClick={() => void save()} title="names stand for all secrets in it">
        Save as HAR
      </button>
      <span role="alert">{refused}</span>
    </>
  );
}
