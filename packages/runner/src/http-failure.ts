import { type FailureCode, ServiceError } from '@maturity-actions/criteria';

/** An address for people: without user, query and fragment, which may hold secrets. */
export function addressText(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname.replace(/\/$/, '')}`;
}

/** What stopped a request. */
export interface Stops {
  readonly timeoutMs: number;
  /** Aborted when the time is over. */
  readonly deadline: AbortSignal;
  /** Aborted when the run is stopped. */
  readonly signal?: AbortSignal | undefined;
}

/** The failure that an error of Node stands for; a ServiceError as it is. */
export function explained(error: unknown, where: string, { timeoutMs, deadline, signal }: Stops): ServiceError {
  if (error instanceof ServiceError) return error;
  if (signal?.aborted)
    return refusal('E_INTERRUPTED', where, 'the run was stopped', 'time to ask', 'Run the step again.');
  if (deadline.aborted)
    return refusal(
      'E_TIMEOUT',
      where,
      `no answer within ${timeoutMs} ms`,
      'an answer',
      'Look whether it is up, or raise `timeout`.',
    );
  const code = String((error as { code?: unknown }).code ?? '');
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/.test(code);
  if (isTls)
    return refusal(
      'E_TLS',
      where,
      `a certificate or a connection that is not to be trusted (${code})`,
      'a valid certificate',
      'Mend the certificate; for a CA of your own set NODE_EXTRA_CA_CERTS.',
    );
  const found = REASONS[code] ?? (code === '' ? 'a connection that broke' : `a connection that broke (${code})`);
  return refusal(
    'E_UNREACHABLE',
    where,
    found,
    'an answer',
    'Look whether the address is right and can be reached from the runner.',
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody who listens there',
  ENOTFOUND: 'a name that nobody knows',
  EAI_AGAIN: 'a name that could not be looked up',
  ECONNRESET: 'a connection that was cut',
  EHOSTUNREACH: 'no way to the host',
  ENETUNREACH: 'no way to the network',
};

/** An address that must not be asked. */
export function privateAddress(url: string): ServiceError {
  return refusal(
    'E_PRIVATE_ADDRESS',
    addressText(url),
    'an address of this machine or of a private network',
    'a public address',
    'If it is meant, say so with "allow-private: true".',
  );
}

/** A failure in its four parts. */
export function refusal(code: FailureCode, where: string, found: string, expected: string, fix: string): ServiceError {
  return new ServiceError({ code, where, found, expected, fix });
}
