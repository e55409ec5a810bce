import type { NamedValue } from '../model/wire.ts';

/**
 * HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Fields of our own begin with
 * an underscore, as the format wants it.
 */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly pages?: readonly HarPage[];
    readonly entries: readonly HarEntry[];
    readonly comment: string;
  };
}

export interface HarPage {
  readonly startedDateTime: string;
  readonly id: string;
  readonly title: string;
  readonly pageTimings: Readonly<Record<string, never>>;
}

interface Message {
  readonly httpVersion: string;
  readonly cookies: readonly [];
  readonly headers: readonly NamedValue[];
  /** -1: not known. */
  readonly headersSize: -1;
  readonly bodySize: number;
}

export interface HarEntry {
  readonly pageref?: string;
  readonly startedDateTime: string;
  /** Milliseconds, the sum of the timings. */
  readonly time: number;
  readonly request: Message & {
    readonly method: string;
    readonly url: string;
    readonly queryString: readonly NamedValue[];
    readonly postData?: {
      readonly mimeType: string;
      readonly text: string;
      readonly comment?: string;
    };
  };
  readonly response: Message & {
    /** 0 when there was no HTTP answer. */
    readonly status: number;
    readonly statusText: string;
    readonly content: {
      readonly size: number;
      readonly mimeType: string;
      readonly text?: string;
      readonly comment?: string;
    };
    readonly redirectURL: string;
    /** Why there was no whole answer. */
    readonly _error?: string;
  };
  readonly cache: Readonly<Record<string, never>>;
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number };
  readonly _exchange: number;
  readonly _endpoint: string;
  readonly _client?: string;
  readonly _sender?: string;
  readonly _faults?: readonly string[];
}
