import type { Library } from '../roles.ts';
import { javaFacts } from './javaFacts.ts';
import type { Facts } from './keyFacts.ts';
import { librdkafkaFacts } from './librdkafkaFacts.ts';

export type { Facts, KeyFacts } from './keyFacts.ts';

/** What is known of a library's settings. */
export const factsOf = (library: Library): Facts => byLibrary[library];

const byLibrary: Readonly<Record<Library, Facts>> = { java: javaFacts, librdkafka: librdkafkaFacts };
