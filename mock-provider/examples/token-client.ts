/**
 * The client under test; put your own in its place. It refreshes when the API refuses its access
 * token, and it keeps the tokens it receives.
 */
export class TokenClient {
  readonly #tokenUrl: string;
  readonly #client: { readonly id: string; readonly secret: string };
  #access = '';
  #refresh = '';
  #refreshing: Promise<void> | undefined;

  constructor(tokenUrl: string, client: { readonly id: string; readonly secret: string }) {
    this.#tokenUrl = tokenUrl;
    this.#client = client;
  }

  /** Exchanges the code from the redirect for tokens. */
  async connect(code: string, redirectUri: string): Promise<void> {
    await this.#ask({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
  }

  /**
   * Calls the API. After a 401 it refreshes and calls again; calls that meet the 401 at the same
   * time share one refresh.
   */
  async get(url: string): Promise<Response> {
    const used = this.#access;
    const first = await this.#call(url);
    if (first.status !== 401) return first;
    if (used === this.#access)
      await (this.#refreshing ??= this.#ask({
        grant_type: 'refresh_token',
        refresh_token: this.#refresh,
      }).finally(() => (this.#refreshing = undefined)));
    return this.#call(url);
  }

  #call(url: string): Promise<Response> {
    return fetch(url, { headers: { authorization: `Bearer ${this.#access}` } });
  }

  async #ask(parameters: Readonly<Record<string, string>>): Promise<void> {
    const response = await fetch(this.#tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: this.#client.id,
        client_secret: this.#client.secret,
        ...parameters,
      }),
    });
    if (!response.ok) throw new Error(`The token endpoint answered ${response.status}.`);
    const body = (await response.json()) as {
      readonly access_token: string;
      readonly refresh_token?: string;
    };
    this.#access = body.access_token;
    this.#refresh = body.refresh_token ?? this.#refresh;
  }
}
