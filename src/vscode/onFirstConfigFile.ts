/**
 * What reads client configuration: a bundle of its own, loaded when the first configuration file is open, or when a
 * person connects to the cluster of one.
 */
export { readProperties } from '../lint/readers/properties.ts';
