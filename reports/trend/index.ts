import { trendPage } from './trend-page.ts';
import { trendLines } from './trend-text.ts';

/** How `oauth-chaos history` shows what became of the scenarios from run to run. */
export const trendViews = { lines: trendLines, page: trendPage };
