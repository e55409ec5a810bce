import { useEffect, useState } from 'preact/hooks';
import { keepToken, takeToken } from './address.ts';
import { Console } from './console.tsx';
import { TokenForm } from './token-form.tsx';

/** The whole page: the console, or the form that asks for the control token. */
export function App({ tokenAsked }: { readonly tokenAsked: boolean }) {
  const [token, setToken] = useState(takeToken);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const taken = (): void => setToken(takeToken());
    addEventListener('hashchange', taken);
    return () => removeEventListener('hashchange', taken);
  }, []);
  const use = (next: string | undefined): void => {
    keepToken(next);
    setRefused(next === undefined);
    setToken(next);
  };
  if (tokenAsked && token === undefined) return <TokenForm refused={refused} onToken={use} />;
  return (
    <Console
      key={token}
      token={tokenAsked ? token : undefined}
      tokenAsked={tokenAsked}
      onRefused={() => use(undefined)}
    />
  );
}
