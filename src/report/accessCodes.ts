import { forCodes, type Template } from './failureTemplate.ts';

/** The words of what goes wrong on the way in: TLS, certificates and their stores, passwords, tokens. */
export const accessCodes: Readonly<Record<string, Template>> = {
  // TLS
  ANSWERS_PLAINTEXT: {
    what: ({ broker }) => `${broker} does not speak TLS on this port`,
    why: () => 'This cluster is set to TLS, and the listener answered in plain text.',
    next: () => 'Switch TLS off for this cluster, or use the port of a TLS listener.',
  },
  CLOSED_IN_TLS_HANDSHAKE: {
    what: ({ broker }) => `${broker} hung up during the TLS handshake`,
    why: () => 'A plaintext listener does this when it is greeted in TLS.',
    next: () => 'Check whether this port is a TLS listener at all.',
  },
  SILENT_IN_TLS_HANDSHAKE: {
    what: ({ broker }) => `${broker} did not answer the TLS greeting`,
    why: () => 'The connection is open, but the handshake does not go on: usually the port is no TLS listener.',
    next: () => 'Check whether this port is a TLS listener.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: ({ broker, said }) => `the certificate of ${broker} is for another host${said}`,
    why: () => 'None of the names in it is the name that was dialled.',
    next: () =>
      'Use a name from the certificate, have it issued with this one as a subject alternative name, or, in a test environment, switch the host name check off.',
  },
  CERT_HAS_EXPIRED: {
    what: ({ broker, said }) => `the certificate of ${broker} has expired${said}`,
    why: () => 'Its time is over, so nobody should trust it.',
    next: () => 'Have it renewed. If it is valid, check this machine’s clock.',
  },
  CERT_NOT_YET_VALID: {
    what: ({ broker, said }) => `the certificate of ${broker} is not valid yet${said}`,
    why: () => 'It begins in the future.',
    next: () => 'Check this machine’s clock.',
  },
  ...forCodes(
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    {
      what: ({ broker, said }) => `the certificate of ${broker} is signed by an authority that is not trusted here${said}`,
      why: ({ code }) => `Neither the system's authorities nor the CA file of this cluster vouch for it (${code}).`,
      next: () => 'Set the CA file of this cluster (PEM, PKCS12 or JKS) to the certificate of the authority that signed it.',
    },
  ),
  CA_UNREADABLE: {
    what: ({ said }) => `the CA file cannot be used${said}`,
    why: () => 'PEM text begins with -----BEGIN CERTIFICATE-----, and none that can be read was found.',
    next: () => 'Name a PEM file, or a PKCS12 or JKS truststore.',
  },
  CLIENT_CERTIFICATE_UNREADABLE: {
    what: ({ said }) => `the client certificate or its key cannot be used${said}`,
    why: () => 'Both are PEM text, the key may need its password, and they must belong together.',
    next: () => 'Check the files and the key’s password in the settings of this cluster.',
  },
  TLS_REFUSED: {
    what: ({ broker, said }) => `${broker} ended the TLS handshake${said}`,
    why: () => 'It sent an alert: it does not accept what this machine offers.',
    next: () => 'Check TLS versions, cipher suites and the client certificate; the broker’s log says which it was.',
  },
  TLS_VERSION_REFUSED: {
    what: ({ broker }) => `${broker} and this machine have no TLS version in common`,
    why: () => 'One of them only speaks versions that the other has given up.',
    next: () => 'Allow TLS 1.2 or 1.3 on the listener (ssl.enabled.protocols).',
  },
  CLIENT_CERTIFICATE_WANTED: {
    what: ({ broker }) => `${broker} wants a client certificate`,
    why: () => 'The listener has ssl.client.auth=required, and this cluster has no certificate and key set.',
    next: () => 'Set the certificate and key files, or the key store, of this cluster.',
  },
  CLIENT_CERTIFICATE_REFUSED: {
    what: ({ broker, said }) => `${broker} refused the client certificate${said}`,
    why: () => 'The broker does not trust its issuer, or it has expired.',
    next: () => 'Use a certificate that is signed by an authority in the broker’s truststore.',
  },
  // Stores
  ...forCodes(['TRUSTSTORE_PASSWORD_NEEDED', 'KEYSTORE_PASSWORD_NEEDED'], {
    what: ({ code, said }) => `the password of the ${storeName(code)} is missing${said}`,
    why: ({ subject }) => `The settings of ${subject} name it, and no password is kept for it.`,
    next: () => 'Enter the password; the editor keeps it, settings never hold it.',
  }),
  ...forCodes(['TRUSTSTORE_PASSWORD_WRONG', 'KEYSTORE_PASSWORD_WRONG'], {
    what: ({ code, said }) => `the password of the ${storeName(code)} is wrong${said}`,
    why: () => 'What it holds is sealed with another password, or the file was changed since.',
    next: ({ code }) => `Enter the password again: ssl.${code.startsWith('T') ? 'truststore' : 'keystore'}.password of the client’s file.`,
  }),
  KEYSTORE_KEY_PASSWORD_WRONG: {
    what: ({ said }) => `the password of the key in a key store is wrong${said}`,
    why: () => 'The store opens, but its key has a password of its own.',
    next: () => 'Enter the key’s password: ssl.key.password of the client’s file.',
  },
  STORE_UNREADABLE: {
    what: ({ said }) => `a store cannot be read${said}`,
    why: () => 'It is damaged, or no PEM, PKCS12 or JKS file at all.',
    next: () => 'See what keytool -list -keystore FILE says to it.',
  },
  STORE_KIND_UNKNOWN: {
    what: ({ said }) => `a store is of a kind that cannot be read here${said}`,
    why: () => 'PEM, PKCS12 and JKS can be read.',
    next: () => 'Convert it: keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12.',
  },
  STORE_WITHOUT_KEY: {
    what: ({ said }) => `there is no private key in the key store${said}`,
    why: () => 'A client shows a certificate and proves it with its key; a truststore has certificates only.',
    next: () => 'Name the store that ssl.keystore.location of the client’s file names.',
  },
  STORE_WITHOUT_CERTIFICATE: {
    what: ({ said }) => `there is no certificate in the truststore${said}`,
    why: () => 'With nobody in it to trust, no broker would be trusted.',
    next: () => 'Import the authority’s certificate: keytool -importcert -keystore FILE -file ca.pem.',
  },
  // Login
  LOGIN_REQUIRED: {
    what: ({ broker }) => `${broker} wants a login`,
    why: ({ failure }) => `The listener takes SASL logins${failure.detail ? ` (${failure.detail})` : ''}, and this cluster has none set.`,
    next: ({ failure }) => noneOfOurs(failure.detail) ?? 'Set mechanism, user name and password of this cluster.',
  },
  UNSUPPORTED_SASL_MECHANISM: {
    what: ({ broker, failure }) => `${broker} does not offer ${failure.subject ?? 'this SASL mechanism'}`,
    why: ({ failure }) => (failure.detail ? `It offers ${failure.detail}.` : 'It did not say which mechanisms it offers.'),
    next: ({ failure }) => noneOfOurs(failure.detail) ?? 'Choose one of those in the cluster settings. Names are case-sensitive.',
  },
  ILLEGAL_SASL_STATE: {
    what: ({ broker }) => `${broker} expects no login, or another step of it`,
    why: () => 'A listener without SASL answers a login like this.',
    next: () => 'Take the login out of this cluster’s settings, or use the port of a SASL listener.',
  },
  SASL_AUTHENTICATION_FAILED: {
    what: ({ broker, said }) => `${broker} refused the user name or the password${said}`,
    why: () => 'A broker does not tell a wrong password from an unknown user.',
    next: () =>
      'Enter both again. For SCRAM the user must have been made for this very mechanism (kafka-configs --describe --entity-type users).',
  },
  ...forCodes(['SCRAM_REFUSED', 'SCRAM_BROKEN_ANSWER', 'SCRAM_ITERATIONS_REFUSED', 'SCRAM_SERVER_UNPROVEN'], {
    what: ({ broker, said }) => `the SCRAM login at ${broker} failed${said}`,
    why: ({ code }) => `The exchange of proofs did not come to its end (${code}).`,
    next: () => 'Check user name and password. If they are right, somebody may stand between this machine and the broker.',
  }),
  PASSWORD_NEEDED: {
    what: () => 'the password is missing',
    why: ({ subject }) =>
      `None is kept for ${subject}, or it was kept for other servers, or for a safer connection, than the settings name now.`,
    next: () => 'Enter the password; the editor keeps it, settings never hold it.',
  },
  PASSPHRASE_NEEDED: {
    what: () => 'the passphrase of the TLS key is missing',
    why: ({ subject }) => `The key file of ${subject} is encrypted.`,
    next: () => 'Enter the passphrase; the editor keeps it, settings never hold it.',
  },
  CERTIFICATE_FILE_UNREADABLE: {
    what: ({ said }) => `a certificate file cannot be read${said}`,
    why: ({ subject }) => `The settings of ${subject} name it.`,
    next: () => 'Correct its path. Relative paths start at the workspace folder, in user settings at the home folder.',
  },
  // Tokens
  TOKEN_REFUSED: {
    what: ({ broker, said }) => `${broker} refused the token${said}`,
    why: () =>
      'The token arrived, and the broker does not accept it: it has expired, is for another audience or scope, or its issuer is not trusted.',
    next: () => 'Compare the token’s aud, iss, scope and exp with what the listener expects (sasl.oauthbearer.expected.*), and the clocks.',
  },
  TOKEN_ENDPOINT_REFUSED: {
    what: ({ subject, said }) => `the token endpoint ${subject} gave no token${said}`,
    why: () => 'It answered with a refusal.',
    next: () => 'Check client id, client secret and scope; a path that is not the token endpoint’s is refused too.',
  },
  TOKEN_ENDPOINT_BROKEN_ANSWER: {
    what: ({ subject, said }) => `the answer of the token endpoint ${subject} has no token${said}`,
    why: () => 'A token endpoint answers with JSON that has an access_token; this may be a page or a proxy.',
    next: () => 'Check the path: it often ends in /token.',
  },
  TOKEN_ENDPOINT_UNREACHABLE: {
    what: ({ subject, said }) => `no connection to the token endpoint ${subject}${said}`,
    why: () => 'Without a token there is no login, so the broker was not asked further.',
    next: () => 'Check the address, VPN and proxy.',
  },
  TOKEN_ENDPOINT_NOT_TRUSTED: {
    what: ({ subject, said }) => `the TLS connection to the token endpoint ${subject} failed${said}`,
    why: () => 'Its certificate is not trusted here, is for another host or has expired, or the port speaks no TLS.',
    next: () => 'Name the authority’s certificate in sasl.tokenCaFile of this cluster.',
  },
  TOKEN_ENDPOINT_SILENT: {
    what: ({ subject }) => `the token endpoint ${subject} did not answer in time`,
    why: () => 'The connection or the answer took too long.',
    next: () => 'Try again; check VPN and proxy.',
  },
  TOKEN_COMMAND_FAILED: {
    what: ({ subject, said }) => `the command ${subject} gave no token${said}`,
    why: ({ failure }) =>
      failure.detail === 'ENOENT'
        ? 'There is no such program on this machine’s PATH.'
        : 'It could not be started, or it ended with an error.',
    next: () =>
      'Run it in a terminal to see what it says; here its output is neither shown nor logged. No shell runs it, so a batch file needs cmd.exe /c before it.',
  },
  TOKEN_COMMAND_TIMED_OUT: {
    what: ({ subject, said }) => `the command ${subject} was stopped because it took too long${said}`,
    why: () => 'It may wait for an answer that nobody gives: it has no terminal.',
    next: () => 'Log in with it in a terminal first, then try again.',
  },
  TOKEN_COMMAND_NO_TOKEN: {
    what: ({ subject }) => `the command ${subject} did not print a token`,
    why: () => 'It must print a bare token, or JSON with access_token, accessToken or token.',
    next: () => 'Run it in a terminal and see that nothing else is printed.',
  },
};

const storeName = (code: string): string => (code.startsWith('TRUSTSTORE') ? 'truststore' : 'key store');

/** Where a listener offers only logins that are not available here, as Kerberos is; undefined: it offers one, or nobody knows. */
function noneOfOurs(offered: string | undefined): string | undefined {
  if (offered === undefined || offered.split(', ').some(mechanism => ours.includes(mechanism))) return undefined;
  return `None of these is available here (${ours.join(', ')} are): ask for a listener or a user with one of those.`;
}

const ours = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'];
