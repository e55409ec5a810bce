import { z } from 'zod';
import type { Duration, RealmSettings } from '../../mock-provider/index.ts';
import type { Capability } from './capability.ts';
import type { RemedyStep } from './remedy.ts';
import type { Written } from './written.ts';

export const credentialSchema = z.strictObject({
  grant: z.enum(['authorization-code', 'pkce', 'client-credentials']).optional(),
  authentication: z
    .enum(['header', 'body'])
    .optional()
    .describe("where the client's id and secret travel (RFC 6749 §2.3.1)"),
  /** Space-separated, RFC 6749 §3.3. */
  scope: z.string().optional(),
});

/** How a credential obtains its tokens. */
export type CredentialSpec = Written<z.output<typeof credentialSchema>>;

/** A workflow template by name, with the template's own options beside it. */
export interface WorkflowSpec {
  readonly use: string;
  /** Name of the credential the workflow uses; `main` unless told otherwise. */
  readonly credential?: string;
  readonly [option: string]: unknown;
}

/**
 * One move of a plan: what to do, with its options beside it. Each kind of step has the exact shape
 * of its own in the room that makes plans.
 */
export interface Step {
  readonly do: string;
  readonly [option: string]: unknown;
}

/** How well refresh handling came out of the fault, best first. */
export const RECOVERIES = ['unaffected', 'automatic', 'after-remedy', 'none'] as const;
export type ExpectedRecovery = (typeof RECOVERIES)[number];

/**
 * The names in a scenario. Any text here; what exists is known to the registries, and
 * `defineScenario` has their names.
 */
export interface ScenarioNames {
  readonly checker: string;
  readonly remedy: string;
  readonly remedyStep: RemedyStep;
  readonly step: Step;
}

/** What a user needs, from the RFCs; never what some n8n version happens to do. */
export interface Expectation<Names extends ScenarioNames = ScenarioNames> {
  /** The worst acceptable recovery. */
  readonly recovery: ExpectedRecovery;
  /** With `after-remedy`: the remedy that must be enough. */
  readonly remedy?: Names['remedy'];
  /** Longest time from healing (or from the remedy's end) to the first success. */
  readonly within?: Duration;
  /** What the executions during the fault must do; not checked unless given. */
  readonly during?: 'success' | 'error';
  /** Checkers that do not apply here, each with the reason. All others do. */
  readonly without?: Readonly<Partial<Record<Names['checker'], string>>>;
}

/** A named situation: pure data. */
export interface Scenario<Names extends ScenarioNames = ScenarioNames> {
  /** `theme/what-happens`, kebab-case. */
  readonly name: string;
  /** One sentence, present tense. */
  readonly title: string;
  /** Two or three lines: what goes wrong in the field, with the RFC section or the issue. */
  readonly why: string;
  readonly links?: readonly string[];
  /** The row of the guide this scenario tries. */
  readonly guide?: { readonly cause: string; readonly fix: string };
  /** The provider's correct behaviour: settings, which may stand over those of a preset. */
  readonly realm?: RealmSettings;
  readonly credentials?: Readonly<Record<string, CredentialSpec>>;
  readonly workflows: Readonly<Record<string, WorkflowSpec>>;
  readonly plan: readonly Names['step'][];
  /** Tried in this order after automatic recovery did not come, until one works. */
  readonly remedies?: readonly Names['remedyStep'][];
  readonly expect: Expectation<Names>;
  /**
   * Longest time an execution may take before it counts as hung and is stopped; a minute without
   * it.
   */
  readonly executionDeadline?: Duration;
  /**
   * A recovery counts only when it survives the next expiry: after the first success the access
   * token is expired once more and one more execution must succeed. `skip` where no next expiry can
   * exist.
   */
  readonly nextExpiry?: 'prove' | 'skip';
  /** Needed from the target beside running workflows. */
  readonly requires?: readonly Capability[];
}
