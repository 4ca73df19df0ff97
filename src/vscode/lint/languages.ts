/**
 * The languages that a client's configuration is opened as: the editor's own, and those of the Java, Spring, Docker and dotenv
 * extensions. package.json names the same ones for activation.
 */
export const languages: readonly string[] = [
  ...['properties', 'java-properties', 'spring-boot-properties', 'spring-boot-properties-yaml'],
  ...['yaml', 'dockercompose', 'json', 'jsonc', 'ini', 'dotenv', 'env', 'plaintext'],
];
