import { render } from 'preact';
import { App } from './app.tsx';
import './style/index.css';

const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  render(
    <App
      tokenAsked={
        document.querySelector<HTMLMetaElement>('meta[name="control-token"]')?.content !== 'off'
      }
    />,
    root,
  );
}
