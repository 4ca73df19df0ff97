/** The decoders that need libraries: a bundle of its own (decision 2). */
export { jsonSchemaCheck } from './jsonSchema.ts';
export { protobufReader } from './protobuf.ts';
