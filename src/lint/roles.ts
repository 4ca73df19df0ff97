/** The client library whose keys a file holds. */
export type Library = 'java' | 'librdkafka';

/** Who reads the file. `client`: a client, yet the file does not tell which (settings shared by several, or for an admin tool). */
export type Role = 'consumer' | 'producer' | 'admin' | 'streams' | 'connect' | 'connector' | 'mirror' | 'client';

/** What hands the settings on to the client, and spells them its own way. */
export type Framework = 'spring-boot' | 'spring-cloud-stream' | 'quarkus' | 'micronaut' | 'environment';
