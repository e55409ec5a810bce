import { z } from 'zod';
import type { Duration, RealmSettings } from '../../mock-provider/index.ts';
import type { Capability } from './capability.ts';
import type { Ladder, RemedyStep } from './remedy.ts';
import type { Written } from './written.ts';

/** Names of parameters and their values, as an operator types them. */
const parametersSchema = z.record(z.string().regex(/^[\w.:-]{1,100}$/), z.string().min(1));

/** The fields of a credential that can be written as an expression of the client. */
const expressionsSchema = z
  .strictObject({
    clientId: z.string(),
    clientSecret: z.string(),
    authorizationUrl: z.string(),
    tokenUrl: z.string(),
    scope: z.string(),
  })
  .partial();

export const credentialSchema = z.strictObject({
  grant: z.enum(['authorization-code', 'pkce', 'client-credentials']).optional(),
  client: z
    .enum(['confidential', 'public'])
    .optional()
    .describe('public: it has no secret (RFC 6749 §2.1); goes with the grant pkce'),
  authentication: z
    .enum(['header', 'body'])
    .optional()
    .describe("where the client's id and secret travel (RFC 6749 §2.3.1)"),
  expiredStatus: z
    .int()
    .min(400)
    .max(599)
    .optional()
    .describe(
      "status by which the API says that a token has expired (n8n's Token Expired Status Code); default: 401",
    ),
  scope: z.string().optional().describe('separated by spaces (RFC 6749 §3.3)'),
  authorizationParameters: parametersSchema
    .optional()
    .describe("what authorization requests say besides (n8n's Auth URI Query Parameters)"),
  bodyParameters: parametersSchema
    .optional()
    .describe(
      "what token requests say besides (n8n's Additional Body Properties); goes with the grant client-credentials and authentication in the body",
    ),
  ignoreSslIssues: z
    .boolean()
    .optional()
    .describe("requests with this credential take any certificate (n8n's Ignore SSL Issues)"),
  tenants: z
    .boolean()
    .optional()
    .describe(
      'each item of an execution belongs to a tenant with a token endpoint of its own, which an expression in the token URL picks; goes with the grant client-credentials',
    ),
  expressions: expressionsSchema
    .optional()
    .describe(
      "fields that are written as expressions of n8n; {{tokenUrl}}, {{authorizationUrl}}, {{clientId}} and {{scope}} in them stand for the field's own value",
    ),
});

/** How a credential obtains its tokens. */
export type CredentialSpec = Written<z.output<typeof credentialSchema>>;

/** Addresses of the provider whose scheme and host a scenario may choose. */
export const ADDRESS_NAMES = ['token', 'api'] as const;
export type AddressName = (typeof ADDRESS_NAMES)[number];

/** The name of this machine, for addresses of the provider that have to be looked up. */
export const PROVIDER_NAME = 'localhost';

/**
 * A workflow of a scenario: the name of a workflow template, together with the options of that
 * template.
 */
export interface WorkflowSpec {
  readonly use: string;
  /** Name of the credential that the workflow uses; default: `main`. */
  readonly credential?: string;
  readonly [option: string]: unknown;
}

/**
 * One step of a plan: its kind (`do`) and its options. harness/plan defines the exact shape of each
 * kind of step.
 */
export interface Step {
  readonly do: string;
  readonly [option: string]: unknown;
}

/** How well the client recovered from the fault, best first. */
export const RECOVERIES = ['unaffected', 'automatic', 'after-remedy', 'none'] as const;
export type ExpectedRecovery = (typeof RECOVERIES)[number];

/**
 * How an attempt to connect ends. `connected`: with all that was asked for. `granted-less`: with
 * less scope. `without-refresh-token`: with an access token alone. `refused`: the client tells the
 * user that it is not connected. `not-returned`: the provider sent nobody back. `unanswered`: a
 * fault has ended or stopped the client, and nobody answers the user who comes back.
 */
export const CONNECT_OUTCOMES = [
  'connected',
  'granted-less',
  'without-refresh-token',
  'refused',
  'not-returned',
  'unanswered',
] as const;
export type ConnectOutcome = (typeof CONNECT_OUTCOMES)[number];

/**
 * The types of the names in a scenario. Here they are any text; the registries know which names
 * exist, and `defineScenario` restricts the types to those names.
 */
export interface ScenarioNames {
  readonly checker: string;
  readonly remedy: string;
  readonly remedyStep: RemedyStep;
  readonly step: Step;
}

/**
 * What the client must do, derived from the RFCs and from what users need, not from what some n8n
 * version happens to do.
 */
export interface Expectation<Names extends ScenarioNames = ScenarioNames> {
  /** The worst acceptable recovery. */
  readonly recovery: ExpectedRecovery;
  /** Only with `after-remedy`: the remedy that has to be sufficient. */
  readonly remedy?: Names['remedy'];
  /**
   * The longest allowed time from healing, or from the end of the remedy, to the first successful
   * execution.
   */
  readonly within?: Duration;
  /**
   * What executions during the fault must come to: `success`, or `visible`, a success that is one
   * or an error that is shown. Not checked when missing.
   */
  readonly during?: 'success' | 'visible';
  /**
   * How every connect ends that the plan tries (`mayFail`), or several ways that will do. Not
   * checked when missing.
   */
  readonly connect?: ConnectOutcome | readonly ConnectOutcome[];
  /**
   * `none`: from the first fault to the first act of an operator no request for new tokens can
   * help, so there must be none. Not checked when missing.
   */
  readonly tokenRequests?: 'none';
  /**
   * Checkers that do not apply to this scenario, each with the reason. All other checkers apply.
   */
  readonly without?: Readonly<Partial<Record<Names['checker'], string>>>;
}

/** What a name of a scenario looks like: `theme/what-happens`, in kebab-case. */
export const SCENARIO_NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

/** A scenario: a named situation, as data only. */
export interface Scenario<Names extends ScenarioNames = ScenarioNames> {
  /** `theme/what-happens`, kebab-case. */
  readonly name: string;
  /** One sentence, present tense. */
  readonly title: string;
  /** Two or three lines: what goes wrong in the field, with the RFC section or the issue. */
  readonly why: string;
  readonly links?: readonly string[];
  /** The row of the guide that this scenario tests. */
  readonly guide?: { readonly cause: string; readonly fix: string };
  /** How the realm behaves without faults. These settings may override those of a preset. */
  readonly realm?: RealmSettings;
  /** Which of the provider's addresses the credentials and workflows have as https. */
  readonly https?: readonly AddressName[];
  /** Which of them have a name for the host, which the client looks up, and not a number. */
  readonly named?: readonly AddressName[];
  readonly credentials?: Readonly<Record<string, CredentialSpec>>;
  readonly workflows: Readonly<Record<string, WorkflowSpec>>;
  readonly plan: readonly Names['step'][];
  /**
   * Remedies for the case that the client does not recover by itself; tried in this order until one
   * works. A ladder: all there are, from the lightest on.
   */
  readonly remedies?: readonly Names['remedyStep'][] | Ladder;
  readonly expect: Expectation<Names>;
  /**
   * The longest time an execution may take. After that it counts as hung and is stopped. Default:
   * one minute.
   */
  readonly executionDeadline?: Duration;
  /**
   * A recovery counts only when it survives the next expiry: after the first success the harness
   * lets the access token expire once more, and one more execution must succeed. Use `skip` when
   * there can be no next expiry.
   */
  readonly nextExpiry?: 'prove' | 'skip';
  /** Capabilities that the target must have, beyond running workflows. */
  readonly requires?: readonly Capability[];
}
