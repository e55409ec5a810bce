import { harOf, type RecordedExchange } from '../../mock-provider/traffic/har-of.ts';

/** Saves the exchanges of a result as a HAR file. Shown only when there are any. */
export function HarButton({ exchanges }: { readonly exchanges: readonly RecordedExchange[] }) {
  if (exchanges.length === 0) return null;
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(
      new Blob([JSON.stringify(harOf(exchanges), null, 2)], { type: 'application/json' }),
    );
    link.download = 'exchanges.har';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <button type="button" class="plain" onClick={save}>
      save as HAR
    </button>
  );
}
