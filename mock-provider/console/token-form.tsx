import { useState } from 'preact/hooks';

/** The form that asks for the control token. */
export function TokenForm({
  refused,
  onToken,
}: {
  readonly refused: boolean;
  readonly onToken: (token: string) => void;
}) {
  const [token, setToken] = useState('');
  return (
    <main class="token-page">
      <h1>OAuth chaos console</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (token.trim() !== '') onToken(token.trim());
        }}
      >
        <label for="token">Control token</label>
        <div class="line">
          <input
            id="token"
            type="password"
            autocomplete="off"
            spellcheck={false}
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
            aria-describedby="token-help token-error"
            aria-invalid={refused}
          />
          <button type="submit" class="main-action">
            Open
          </button>
        </div>
        <p id="token-error" class="field-error" role="alert">
          {refused ? 'The provider refused this token.' : ''}
        </p>
        <p id="token-help" class="quiet">
          The provider told it when it started. It stays in this tab and is not part of the page. A
          link that ends in <code>#token=…</code> brings it along.
        </p>
      </form>
    </main>
  );
}
