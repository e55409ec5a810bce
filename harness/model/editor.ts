import { z } from 'zod';

/** What of a connect in the client's editor is photographed, in the order in which it happens. */
export const SCREENSHOT_MOMENTS = ['before', 'consent', 'callback', 'after'] as const;

export type ScreenshotMoment = (typeof SCREENSHOT_MOMENTS)[number];

/** The pictures of a run of a scenario, as its result lists them. */
export const keptScreenshotsSchema = z
  .array(
    z.object({
      credential: z.string(),
      moment: z.enum(SCREENSHOT_MOMENTS),
      file: z.string().describe('path relative to results.json'),
    }),
  )
  .describe(
    "pictures of connects in n8n's editor; missing where there are none, and in merged runs",
  );

/** What the user does on the provider's page of consent. */
export const CONSENTS = ['allow', 'deny'] as const;

export type Consent = (typeof CONSENTS)[number];

/** A picture of what the user sees at one moment. It is in memory only until it was searched. */
export interface Screenshot {
  /**
   * `before`: the credential's dialog as it opens; `consent`: the provider's page in its window;
   * `callback`: the client's page there; `after`: the dialog at the end.
   */
  readonly moment: ScreenshotMoment;
  readonly png: Uint8Array;
  /** All that can be read in the picture, which tells whether it shows a secret. */
  readonly text: string;
}

/** How a user connects a credential in the client's editor. */
export interface EditorVisit {
  readonly consent: Consent;
  /** Called with each picture at once, so that what was seen is kept whatever comes after. */
  readonly onScreenshot: (screenshot: Screenshot) => void;
}

/** How a dialog's text is recorded to begin that says that no account is connected. */
export const NOT_CONNECTED = 'not connected';

/** What the user saw at the end of a connect in the client's editor. */
export interface EditorAnswer {
  /** The client's page in the window that the provider led back to, as HTML. */
  readonly page: string;
  /** What the credential's dialog told afterwards. */
  readonly dialog: string;
}
