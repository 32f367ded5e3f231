import type { Instant, TimeSpan, UptimeSource } from '@maturity-actions/criteria';

/** One request of a service. Its headers may hold secrets: they are never printed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Whole address. What it shows to people is `addressOf` it, without query and user. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, redirects followed and retries done. Everything in it is untrusted. */
export interface HttpReply {
  /** Address that was asked, for people: without query and user. */
  readonly where: string;
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** What is asked of a service. Which of the texts it needs, and what they mean to it, is in its `wants`. */
export interface UptimeQuery {
  /** Address of the service; absent where it has a well-known one. */
  readonly url?: string | undefined;
  /** Which monitor, series or value. */
  readonly query?: string | undefined;
  /** What all requests are, where `query` is those that were answered well. */
  readonly totalQuery?: string | undefined;
  /** Whether time or requests are counted. */
  readonly measure: 'time' | 'requests';
  readonly window: TimeSpan;
  /** The time of asking, which is later than the window when another time is judged: nothing after it can have been seen. */
  readonly now: Instant;
  readonly token?: string | undefined;
  /** Headers that the user gives, as written. */
  readonly headers: Readonly<Record<string, string>>;
  /** GitHub's API, without a final `/`, for what is kept there. */
  readonly github: { readonly api: string; readonly token?: string | undefined };
}

/** What a service wants of the user, one clause each for messages and documentation; absent when it has no use for it. */
export interface ServiceWants {
  readonly url?: Want;
  readonly query?: Want;
  readonly totalQuery?: Want;
  readonly token?: Want;
}

export interface Want {
  /** `the PromQL selector of a 0/1 series`. */
  readonly what: string;
  readonly example: string;
  readonly isRequired: boolean;
}

/** A source, or what has to be asked next to know it. */
export type UptimeAnswer = UptimeSource | { readonly ask: readonly HttpRequest[] };

/** A remote service that knows how often something was up, without IO: what to ask, and what the replies mean. */
export interface UptimeService {
  /** Kebab-case id, the `source` of a workflow. */
  readonly id: string;
  readonly title: string;
  readonly wants: ServiceWants;
  /** Whether it may be asked at public addresses only, unless private ones are allowed: it would show what any address answers. */
  readonly isPublicOnly: boolean;
  /** What to ask first. Throws ConfigurationError E_BAD_INPUT for a query that it cannot understand. */
  requests(query: UptimeQuery): readonly HttpRequest[];
  /**
   * What the replies of all rounds so far mean, those of a round in the order of its requests. Throws
   * EvidenceError or ServiceError with one code per trap; never takes silence for up.
   */
  decode(query: UptimeQuery, rounds: readonly (readonly HttpReply[])[]): UptimeAnswer;
}

/** Rounds that a service may ask for at most. */
export const MOST_ROUNDS = 12;

/** An address for people: without user, query and fragment, which may hold secrets. */
export function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed
    ? `${parsed.protocol}//${parsed.host}${parsed.pathname.replace(/\/$/, '')}`
    : 'an address that cannot be read';
}
