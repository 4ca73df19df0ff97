import type { ConfigText } from './configText.ts';
import type { ClientConfiguration } from './configuration.ts';
import { readDeclaration, type Declared } from './directives.ts';
import { environmentVariables } from './recognisers/environmentVariables.ts';
import { flatFile } from './recognisers/flatFile.ts';
import { sections } from './recognisers/sections.ts';
import { springBoot } from './recognisers/springBoot.ts';
import { springCloudStream } from './recognisers/springCloudStream.ts';

/** What is known of a text besides its characters. */
export interface Surroundings {
  readonly fileName?: string | undefined;
  /** What a setting says of the file; its own first lines count more. */
  readonly client?: Declared | undefined;
  /** The clients of the files that this one is laid over, the nearest first. */
  readonly below?: readonly ClientConfiguration[];
}

/**
 * Finds the Kafka clients that a file configures, by its content. Empty: no client's file (a broker's, ZooKeeper's, log4j's,
 * Gradle's, a translation, an application's own), and nothing is said of it.
 */
export function recognise(text: ConfigText, { fileName = '', client, below = [] }: Surroundings): readonly ClientConfiguration[] {
  const around = { fileName, declared: readDeclaration(text.comments) ?? client, below };
  const flat = flatFile(text, around);
  return [
    ...flat,
    ...springBoot(text, around),
    ...springCloudStream(text, around),
    // Prefixes in a file that is a client's anyway are the nested clients that it has found.
    ...(flat.length > 0 ? [] : sections(text, around)),
    ...environmentVariables(text, around),
    ...(text.embedded ?? []).flatMap(file => recognise(file.text, { fileName: file.fileName, client, below })),
  ];
}
