/** The reason why no connection was made, and its remedy. */
export interface ConnectionProblem {
  /** The system's own word for it, such as ECONNREFUSED; undefined where there is none. */
  readonly code: string | undefined;
  readonly remedy: string;
}

const REMEDIES: Record<string, string> = {
  ECONNREFUSED:
    'nothing listens there: see that the server has started, and on that address and port; within a container, 127.0.0.1 is the container itself',
  ENOTFOUND: 'there is no host of that name: see how it is spelt, and that it is known here',
  EAI_AGAIN: 'the name could not be looked up: see that this machine reaches its name server',
  ECONNRESET: 'the server hung up: see its log, and whether it wants https',
  EPROTO: 'the two do not understand each other: see whether the server wants http or https',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'the certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the certificate is not trusted: name its authority in NODE_EXTRA_CA_CERTS',
  CERT_HAS_EXPIRED: "the server's certificate has expired: renew it",
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is of another host: use the name that it is for',
};

const OTHERWISE = 'see that the server has started and listens on that address and port';

/** Looks for the reason among an error's causes, where fetch and its like hide it. */
export function connectionProblemOf(error: unknown): ConnectionProblem {
  for (let cause = error; cause instanceof Error; { cause } = cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && code in REMEDIES) return { code, remedy: REMEDIES[code]! };
  }
  return { code: undefined, remedy: OTHERWISE };
}
