/** The client library whose keys a file holds. librdkafka's are recognised, so that they are not taken for Java's. */
export type Library = 'java' | 'librdkafka';

/** Who reads the file. `client`: a client, yet the file does not tell which (settings shared by several, or for an admin tool). */
export type Role = 'consumer' | 'producer' | 'admin' | 'streams' | 'connect' | 'connector' | 'mirror' | 'client';
