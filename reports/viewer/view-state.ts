/**
 * What the reader has selected. All of it is in the address, so that a link shows the same view.
 */
export interface ViewState {
  readonly query: string;
  /** A standing, or empty for all. */
  readonly verdict: string;
  readonly theme: string;
  readonly target: string;
  /** A change between targets or against the baseline, or empty for all. */
  readonly change: string;
  /** Name of the open scenario, or empty. */
  readonly scenario: string;
  /**
   * Which of the scenario's results is shown: `target` or `target#attempt`. Empty for the first
   * one.
   */
  readonly on: string;
  /** Number of the selected event, or 0. */
  readonly event: number;
}

/** A view in which every scenario is listed. */
export const NO_FILTER = { query: '', verdict: '', theme: '', target: '', change: '' } as const;

export const EMPTY_VIEW: ViewState = {
  ...NO_FILTER,
  scenario: '',
  on: '',
  event: 0,
};

/** Reads the view from the fragment of an address. `#theme/name` alone opens that scenario. */
export function parseView(hash: string): ViewState {
  const text = hash.replace(/^#/, '');
  if (text === '') return EMPTY_VIEW;
  if (!text.includes('=')) return { ...EMPTY_VIEW, scenario: safeDecode(text) };
  const values = new URLSearchParams(text);
  const get = (name: string): string => values.get(name) ?? '';
  const event = Number.parseInt(get('event'), 10);
  return {
    query: get('q'),
    verdict: get('verdict'),
    theme: get('theme'),
    target: get('target'),
    change: get('change'),
    scenario: get('scenario'),
    on: get('on'),
    event: Number.isNaN(event) || event < 0 ? 0 : event,
  };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Writes the view as a fragment. Empty parts are left out. */
export function formatView(view: ViewState): string {
  const values = new URLSearchParams();
  const parts = {
    q: view.query,
    verdict: view.verdict,
    theme: view.theme,
    target: view.target,
    change: view.change,
    scenario: view.scenario,
    on: view.on,
    event: view.event === 0 ? '' : String(view.event),
  };
  for (const [name, value] of Object.entries(parts)) if (value !== '') values.set(name, value);
  return `#${values.toString().replaceAll('%2F', '/')}`;
}
