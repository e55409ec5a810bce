import { defineCoverage } from '../../harness/index.ts';
import { answerFaultRows } from './answer-fault-rows.ts';
import { guideRows } from './guide-rows.ts';
import { invariantRows, outcomeRows } from './judgement-rows.ts';
import { matrixRows } from './matrix-rows.ts';
import { outsideFaultRows } from './outside-fault-rows.ts';
import { tokenFaultRows } from './token-fault-rows.ts';
import { verbs } from './verbs.ts';

/** What the scenarios must cover, and what goes wrong in them in one word. */
export default defineCoverage({
  sections: [
    guideRows,
    {
      section: 'What goes wrong',
      themes: [...tokenFaultRows, ...answerFaultRows, ...outsideFaultRows],
    },
    matrixRows,
    invariantRows,
    outcomeRows,
  ],
  verbs,
  neverMet: [],
});
