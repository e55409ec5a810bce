import type { DiagnosisViews } from '../../harness/model/diagnosis.ts';
import { diagnosisCtrf } from './diagnosis-ctrf.ts';
import { diagnosisLines } from './diagnosis-text.ts';

/** How `oauth-chaos doctor` shows what it has found. */
export const diagnosisViews: DiagnosisViews = { lines: diagnosisLines, ctrf: diagnosisCtrf };
