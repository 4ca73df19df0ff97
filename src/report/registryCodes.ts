import { forCodes, type Template, upper } from './failureTemplate.ts';

/** The words of what goes wrong with a schema registry. `broker` is its address, `subject` what was wanted of it. */
export const registryCodes: Readonly<Record<string, Template>> = {
  SCHEMA_NOT_FOUND: {
    what: ({ subject }) => `${subject} is unknown to the registry (404)`,
    why: ({ failure }) =>
      `${upper(registry(failure.broker))} has no such schema: it was deleted for good, or the record was written with another registry’s ids.`,
    next: () => 'Check that this registry is the producer’s, and its context (a URL that ends in /contexts/.NAME).',
  },
  SCHEMA_FILE_UNREADABLE: {
    what: ({ subject, said }) => `the schema file ${subject} could not be read${said}`,
    why: () => 'It is gone, or is no schema of the decoder that was chosen with it.',
    next: () => 'Put the file back, or choose the decoder again.',
  },
  REGISTRY_KNOWS_NO_GUIDS: {
    what: ({ subject }) => `${subject} cannot be looked up`,
    why: ({ failure }) => `The record names its schema by a GUID, and ${registry(failure.broker)} only finds schemas by id.`,
    next: () => 'Registries of Confluent Platform 8 and newer find GUIDs. A local schema file can be chosen as decoder instead.',
  },
  SCHEMA_REFERENCES_ENDLESS: {
    what: ({ subject, said }) => `the references of ${subject} have no end${said}`,
    why: () => 'Schemas refer to each other, and following them does not come to an end.',
    next: () => 'Look at the schema in the registry.',
  },
  REGISTRY_SECRET_NEEDED: {
    what: () => 'the password of the schema registry is missing',
    why: ({ subject }) => `None is kept for the registry of ${subject}, or it was kept for other addresses than the settings name now.`,
    next: () => 'Enter the password of the cluster; the editor keeps it, settings never hold it.',
  },
  REGISTRY_WANTS_LOGIN: {
    what: ({ failure, said }) => `${registry(failure.broker)} wants a login (401)${said}`,
    why: () => 'No login is set for the schema registry of this cluster.',
    next: () => 'Edit the cluster and name the user, the token or the token endpoint of its schema registry.',
  },
  REGISTRY_LOGIN_REFUSED: {
    what: ({ failure, said }) => `${registry(failure.broker)} refused the login (401)${said}`,
    why: () => 'It does not know this user, password or token; a registry often has users of its own, other than the brokers’.',
    next: () => 'Enter the password of the cluster again, or edit the login of its schema registry.',
  },
  REGISTRY_FORBIDDEN: {
    what: ({ failure, subject, said }) => `${registry(failure.broker)} does not give ${subject} to this login (403)${said}`,
    why: () => 'The login is known, and may not read it.',
    next: () => 'Ask for the right to read the subject (DeveloperRead), or use another login.',
  },
  REGISTRY_UNREACHABLE: {
    what: ({ failure, said }) => `no connection to ${registry(failure.broker)}${said}`,
    why: ({ failure }) => whyUnreachable[failure.detail ?? ''] ?? 'The connection failed before an answer came.',
    next: () => 'Check the address of the schema registry, and VPN and proxy.',
  },
  REGISTRY_SILENT: {
    what: ({ failure }) => `${registry(failure.broker)} did not answer in time`,
    why: () => 'The connection or the answer took too long: it is overloaded, or a firewall drops the packets.',
    next: () => 'Try again; the log has the times of all requests.',
  },
  REGISTRY_NOT_TRUSTED: {
    what: ({ failure, said }) => `the TLS connection to ${registry(failure.broker)} failed${said}`,
    why: () =>
      'Its certificate is not trusted here, is for another host or has expired, it wants a client’s certificate, or the port speaks no TLS.',
    next: () => 'Name the authority’s certificate in schemaRegistry.tls.caFile of this cluster.',
  },
  REGISTRY_ELSEWHERE: {
    what: ({ failure, said }) => `${registry(failure.broker)} sends us elsewhere${said}`,
    why: () => 'A login does not follow to another server, which may be anybody’s.',
    next: () => 'Name the address that it leads to, where that is the registry; a login page means that a proxy stands before it.',
  },
  ...forCodes(['REGISTRY_PATH_NOT_FOUND', 'REGISTRY_BROKEN_ANSWER'], {
    what: ({ failure, said }) => `${registry(failure.broker)} does not answer as a schema registry does${said}`,
    why: () => 'Another service may be there, or the path is missing: Apicurio’s Confluent-compatible API ends in /apis/ccompat/v7.',
    next: () => 'Check the address of the schema registry, with its path.',
  }),
  REGISTRY_FAILED: {
    what: ({ failure, said }) => `${registry(failure.broker)} could not answer${said}`,
    why: () => 'It failed by itself, or a proxy before it did not reach it.',
    next: () => 'Try again; if it goes on, look at the registry’s log.',
  },
};

const registry = (address: string | undefined): string =>
  address === undefined ? 'the schema registry' : `the schema registry ${address}`;

const whyUnreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The host answers, but nothing listens on that port.',
  ENOTFOUND: 'There is no host of that name.',
  EAI_AGAIN: 'The name could not be looked up.',
  ECONNRESET: 'The other side hung up: it may want TLS (https).',
};
