/**
 * The languages that a client's configuration is opened as: the editor's own, and those of the Java, Spring, Docker and dotenv
 * extensions.
 */
export const languages: readonly string[] = [
  ...['properties', 'java-properties', 'spring-boot-properties', 'spring-boot-properties-yaml'],
  ...['yaml', 'dockercompose', 'json', 'jsonc', 'ini', 'dotenv', 'env', 'plaintext'],
];

/** Those that package.json names for activation. Every window has plain text from the start, which would wake us in all of them. */
export const wakingLanguages: readonly string[] = languages.filter(language => language !== 'plaintext');
