import { render } from 'preact';
import { App } from './app.tsx';
import { readPageData } from './page-data.ts';
import './style/index.css';

const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  const data = readPageData(document);
  render(
    data === undefined ? (
      <p class="empty">
        This page holds no run. It is the empty viewer; the html reporter puts a run into it.
      </p>
    ) : (
      <App data={data} />
    ),
    root,
  );
}
