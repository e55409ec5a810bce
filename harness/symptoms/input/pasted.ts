/** A text of an error that was found in what somebody pasted. */
export interface ErrorText {
  /** As it was pasted: it may hold anything, also secrets, and is never printed. */
  readonly text: string;
  /** Texts that stood with it, such as the description below the message. */
  readonly beside: readonly string[];
  /** HTTP statuses that it comes with. */
  readonly statuses: readonly number[];
  /** How often it was found. */
  readonly times: number;
}

/** What somebody pasted, read. */
export interface Pasted {
  readonly kind: 'text' | 'log' | 'execution' | 'copied error' | 'JSON';
  /** Each text once, in the order in which it was found. */
  readonly errors: readonly ErrorText[];
  /** Version of n8n that it names. */
  readonly n8n?: string | undefined;
  /** Everything, for codes that may be anywhere in it. */
  readonly whole: string;
}
