import type { HistoryEvent } from './event.ts';
import type { Results, ScenarioResult, TargetResult } from './results.ts';

/** What a reporter may know of a run beside its results. */
export interface ReportContext {
  /** Folder of the run: results.json, histories, logs. Absolute. */
  readonly runDirectory: string;
  /**
   * `--reporter name=path`: where to write; undefined for the reporter's own default below the
   * run's folder.
   */
  readonly path: string | undefined;
  /** Reads the history of a result, or undefined when it has none. */
  readHistory(result: ScenarioResult): Promise<readonly HistoryEvent[] | undefined>;
  /** Writes one line for the person or CI job that watches. */
  print(line: string): void;
  readonly colours: boolean;
}

/**
 * Listens to a run and writes for one reader; never changes the outcome. Every hook is optional.
 */
export interface Reporter {
  readonly name: string;
  onTargetReady?(target: TargetResult): void;
  onScenarioEnd?(result: ScenarioResult): void;
  /** Called once at the end, also after an interruption. Returns the files it wrote. */
  onRunEnd?(results: Results, context: ReportContext): Promise<readonly string[]>;
}

/** A reporter by name, as `--reporter` finds it. */
export interface ReporterDefinition {
  readonly name: string;
  readonly summary: string;
  create(context: ReportContext): Reporter;
}
