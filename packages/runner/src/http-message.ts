/** One request. Its headers and body may hold secrets: they are never printed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. Matches the HttpReply of the readers. */
export interface HttpReply {
  /** Address that was asked, for people: without user, query and fragment. */
  readonly where: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}
