import type { HistoryEvent } from './event.ts';
import type { Results, ScenarioResult } from './results.ts';

/** What a reporter gets in addition to the results of a run. */
export interface ReportContext {
  /** Absolute path of the run's folder, which holds results.json, the histories and the logs. */
  readonly runDirectory: string;
  /**
   * The path from `--reporter name=path`, `-` for standard output; undefined when the reporter
   * writes to its default place in the run's folder.
   */
  readonly path: string | undefined;
  /** The folder in which the user is; paths of scenario files start there. */
  readonly cwd: string;
  /** The environment of this program, in which CI servers say what they are. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Writes a report: to `path`, or else as `name` into the run's folder. Resolves to the paths of
   * the files that were written: none when it went to standard output.
   * @throws HarnessError `storage-failed`
   */
  save(name: string, content: string | Uint8Array): Promise<readonly string[]>;
  /** Reads the history of a result, or undefined when it has none. */
  readHistory(result: ScenarioResult): Promise<readonly HistoryEvent[] | undefined>;
  /** The same as it is stored: an event in each line. */
  readHistoryText(result: ScenarioResult): Promise<string | undefined>;
  /**
   * Reads a picture that a result lists, by its path there; undefined when it is not there, or no
   * PNG of a sensible size.
   */
  readScreenshot(file: string): Promise<Uint8Array | undefined>;
  /**
   * What `oauth-chaos explain` answers from, as JSON: the recorded symptoms, and the words of their
   * causes. Undefined where there is none.
   */
  readSymptoms(): Promise<string | undefined>;
  /** Prints one line to the terminal or to the CI log. */
  print(line: string): void;
  /**
   * Prints lines that the CI server is to act on, as they are. `print` takes care that no text of
   * others is such a line; whoever calls this does it alone.
   */
  command(lines: string): void;
  readonly colours: boolean;
  /** A path as the user types it: relative where it lies below the working folder. */
  shown(path: string): string;
  /** How many targets the run has, also those that are not up yet. */
  readonly targets: number;
  /** True when the reports in the run's folder differ from the results that come now. */
  readonly outdated: boolean;
}

/**
 * Receives the results of a run and writes them in one format. A reporter never changes the outcome
 * of a run. Every method is optional.
 */
export interface Reporter {
  readonly name: string;
  onScenarioEnd?(result: ScenarioResult): void;
  /**
   * Called once at the end of the run, also after an interruption. Returns the paths of the files
   * it wrote.
   */
  onRunEnd?(results: Results, context: ReportContext): Promise<readonly string[]>;
}

/** A reporter that `--reporter` selects by its name. */
export interface ReporterDefinition {
  readonly name: string;
  readonly summary: string;
  /** Name of its file in the run's folder; undefined for one that writes none there. */
  readonly file?: string;
  /** True for a reporter that prints lines and writes no file. */
  readonly printsOnly?: boolean;
  /** True for a file that is no text, so that it does not belong on a terminal. */
  readonly binary?: boolean;
  create(context: ReportContext): Reporter;
}
