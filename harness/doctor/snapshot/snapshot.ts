import type { DiagnosisRemark, SourceKind } from '../../model/diagnosis.ts';
import type { Fact } from './fact.ts';

/**
 * What is known of one n8n. All sources yield the same form, without any token and any secret: they
 * are reduced to facts about them as soon as they are read.
 */
export interface Snapshot {
  readonly source: { readonly kind: SourceKind; readonly name: string };
  /** When it was taken, in milliseconds since 1970, by the clock of this machine. */
  readonly at: number;
  readonly version: Fact<string>;
  readonly topology: Fact<Topology>;
  /** How far n8n's clock is ahead of this machine's, in milliseconds. */
  readonly clockAheadMs: Fact<number>;
  readonly workflows: Fact<readonly WorkflowFacts[]>;
  /** Those of OAuth2. */
  readonly credentials: Fact<readonly CredentialFacts[]>;
  /** Ids of the credentials of every type. */
  readonly credentialIds: Fact<ReadonlySet<string>>;
  readonly remarks: readonly DiagnosisRemark[];
}

export type Topology = 'single' | 'postgres' | 'queue' | 'unknown';

/** What is known of an OAuth2 credential. */
export interface CredentialFacts {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly settings: Fact<CredentialSettings>;
  /** True when an account was connected, or a token was fetched. */
  readonly connected: Fact<boolean>;
  /** Undefined when there are no tokens. */
  readonly tokens: Fact<TokenFacts | undefined>;
  readonly encryption: Fact<Encryption>;
}

export interface CredentialSettings {
  readonly grantType: string;
  /** Scopes that are asked for; withheld where the type of the credential decides. */
  readonly scopes: Fact<readonly string[]>;
  /** URL of the token endpoint without query and fragment. */
  readonly tokenUrl: Fact<string>;
}

/** What is known of stored tokens; none of them is here. */
export interface TokenFacts {
  readonly refreshToken: boolean;
  /** Scopes that the provider said it granted; undefined when it said nothing (RFC 6749 §5.1). */
  readonly scopes: readonly string[] | undefined;
  /** When the access token ends; undefined when the provider said nothing. */
  readonly accessEndsAt: Fact<number | undefined>;
  /** When the refresh token ends; undefined when the provider said nothing. */
  readonly refreshEndsAt: Fact<number | undefined>;
}

/** Under which key the data of a credential is encrypted, and whether it opens. */
export interface Encryption {
  /** `instance-key`: n8n's encryption key itself; otherwise a data key of `deployment_key`. */
  readonly under: 'instance-key' | 'data-key';
  /** `inactive`: a data key that a rotation has replaced; `missing`: it is in no table. */
  readonly key: 'active' | 'inactive' | 'missing';
  readonly opens: boolean;
}

/** What is known of a workflow. */
export interface WorkflowFacts {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** True when a schedule, a webhook or an event starts it, and no other workflow. */
  readonly startsByItself: boolean;
  /** True when it is what other workflows call as their error workflow. */
  readonly isErrorWorkflow: boolean;
  /** Id of the workflow that hears of its failures. */
  readonly errorWorkflow: string | undefined;
  /** True when n8n runs a published version that is another one than the one here. */
  readonly publishedDiffers: boolean;
  readonly nodes: readonly NodeFacts[];
  readonly secrets: readonly SecretPlace[];
}

export interface NodeFacts {
  readonly name: string;
  readonly type: string;
  readonly isTrigger: boolean;
  readonly disabled: boolean;
  readonly credentials: readonly NodeCredential[];
  readonly retryOnFail: boolean;
  /** True when an error of the node does not end the execution. */
  readonly goesOnAfterError: boolean;
}

export interface NodeCredential {
  readonly type: string;
  /** Undefined in workflows of old versions, which name a credential by its name alone. */
  readonly id: string | undefined;
  readonly name: string;
}

/** Where in a workflow a secret stands, or an expression that prints one. Never what it is. */
export interface SecretPlace {
  /** Undefined when it is in no node: in data that belongs to the workflow. */
  readonly node: string | undefined;
  /** `parameters.headerParameters.parameters[0].value` */
  readonly path: string;
  readonly kind: 'literal' | 'expression';
  /** What it seems to be: `an Authorization header`. */
  readonly what: string;
}
