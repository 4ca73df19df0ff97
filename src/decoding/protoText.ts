import { create } from '@bufbuild/protobuf';
import {
  DescriptorProtoSchema,
  Edition,
  EnumDescriptorProtoSchema,
  FeatureSet_FieldPresence as Presence,
  FeatureSet_MessageEncoding as Encoding,
  FeatureSet_RepeatedFieldEncoding as Repeated,
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FieldDescriptorProtoSchema,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
  file_google_protobuf_any,
  file_google_protobuf_duration,
  file_google_protobuf_empty,
  file_google_protobuf_field_mask,
  file_google_protobuf_struct,
  file_google_protobuf_timestamp,
  file_google_protobuf_wrappers,
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  type FileDescriptorProto,
  type FileDescriptorSet,
} from '@bufbuild/protobuf/wkt';
import protobuf from 'protobufjs';
import { knownProtos } from './knownProtos.ts';
import type { SchemaText } from './schemas.ts';

/** The name under which the schema itself stands among the files; nobody imports it. */
export const mainFile = '(schema)';

/**
 * A .proto text with what it imports → the descriptors that protoc would write of it. protobufjs knows the grammar; descriptors
 * are what the decoder takes (decision 20). Extensions and options are left out: no record holds them. Throws Error with a
 * sentence's clause where the text is none, or imports what is not at hand.
 */
export function descriptorsOf(schema: SchemaText): FileDescriptorSet {
  const root = new protobuf.Root();
  root.addJSON(optionMessages);
  const files = parseAll(root, schema);
  root.resolveAll();
  const imported = new Set(files.flatMap(({ imports }) => imports));
  const known = Object.entries(wellKnown).flatMap(([name, file]) => (file && imported.has(name) ? [file.proto] : []));
  return create(FileDescriptorSetSchema, { file: [...known, ...files.map(file => fileOf(root, file))] });
}

interface Parsed {
  readonly name: string;
  readonly package: string;
  readonly imports: readonly string[];
}

/** Imports first, as descriptors want it. What is imported twice, or in a circle, is parsed once. */
function parseAll(root: protobuf.Root, main: SchemaText): readonly Parsed[] {
  const files: Parsed[] = [];
  const begun = new Set<string>();
  const parse = (name: string, { schema, references }: Pick<SchemaText, 'schema' | 'references'>) => {
    begun.add(name);
    const at = new Map(references.map(reference => [reference.name, reference.schema]));
    const { imports = [] } = protobuf.parse(schema, new protobuf.Root(), { keepCase: true });
    for (const wanted of imports) {
      if (begun.has(wanted) || wanted === 'google/protobuf/descriptor.proto') continue;
      const text = at.get(wanted) ?? (wanted in knownProtos ? { schema: knownProtos[wanted] ?? '', references: [] } : undefined);
      if (text) parse(wanted, text);
      else if (wellKnown[wanted]) addWellKnown(root, wanted, begun);
      else throw new Error(`it imports ${wanted}, which is not at hand`);
    }
    (protobuf.parse as { filename?: string | null }).filename = name;
    const parsed = protobuf.parse(schema, root, { keepCase: true });
    files.push({ name, package: parsed.package ?? '', imports });
  };
  parse(mainFile, main);
  return files;
}

function addWellKnown(root: protobuf.Root, file: string, begun: Set<string>): void {
  begun.add(file);
  const json = (protobuf.common as unknown as Readonly<Record<string, protobuf.INamespace | undefined>>)[file];
  if (json?.nested) root.addJSON(json.nested);
}

const wellKnown: Readonly<Record<string, { readonly proto: FileDescriptorProto } | undefined>> = {
  'google/protobuf/any.proto': file_google_protobuf_any,
  'google/protobuf/duration.proto': file_google_protobuf_duration,
  'google/protobuf/empty.proto': file_google_protobuf_empty,
  'google/protobuf/field_mask.proto': file_google_protobuf_field_mask,
  'google/protobuf/struct.proto': file_google_protobuf_struct,
  'google/protobuf/timestamp.proto': file_google_protobuf_timestamp,
  'google/protobuf/wrappers.proto': file_google_protobuf_wrappers,
};

/** What custom options extend, so that the grammar's resolver finds it. */
const optionMessages = {
  google: {
    nested: {
      protobuf: {
        nested: Object.fromEntries(
          ['File', 'Message', 'Field', 'Oneof', 'Enum', 'EnumValue', 'ExtensionRange', 'Service', 'Method'].map(of => [
            `${of}Options`,
            { fields: {}, extensions: [[1000, 536_870_911]] },
          ]),
        ),
      },
    },
  },
};

/** One edition says it all: proto2, proto3 and editions differ in features, which stand at each field here. */
function fileOf(root: protobuf.Root, { name, package: packageName, imports }: Parsed): FileDescriptorProto {
  const space = packageName === '' ? root : root.lookup(packageName);
  const own = (space instanceof protobuf.Namespace ? space.nestedArray : []).filter(({ filename }) => filename === name);
  return create(FileDescriptorProtoSchema, {
    name,
    package: packageName,
    syntax: 'editions',
    edition: Edition.EDITION_2023,
    dependency: imports.filter(wanted => wanted !== 'google/protobuf/descriptor.proto'),
    messageType: own.filter(it => it instanceof protobuf.Type).map(messageOf),
    enumType: own.filter(it => it instanceof protobuf.Enum).map(enumOf),
  });
}

function messageOf(type: protobuf.Type): DescriptorProto {
  const oneofs = type.oneofsArray.filter(({ isProto3Optional }) => !isProto3Optional);
  const fields = type.fieldsArray.filter(({ declaringField }) => !declaringField);
  return create(DescriptorProtoSchema, {
    name: type.name,
    field: fields.map(field => fieldOf(field, oneofs)),
    nestedType: [
      ...type.nestedArray.filter(it => it instanceof protobuf.Type).map(messageOf),
      ...fields.filter(field => field instanceof protobuf.MapField).map(entryOf),
    ],
    enumType: type.nestedArray.filter(it => it instanceof protobuf.Enum).map(enumOf),
    oneofDecl: oneofs.map(({ name }) => ({ name })),
  });
}

function fieldOf(field: protobuf.Field, oneofs: readonly protobuf.OneOf[]): FieldDescriptorProto {
  field.resolve();
  const isMap = field instanceof protobuf.MapField;
  const oneof = field.partOf ? oneofs.indexOf(field.partOf) : -1;
  const type = isMap ? Type.MESSAGE : typeOf(field);
  const isMessage = type === Type.MESSAGE;
  return create(FieldDescriptorProtoSchema, {
    name: field.name,
    number: field.id,
    label: field.repeated || isMap ? Label.REPEATED : Label.OPTIONAL,
    type,
    ...(isMap ? { typeName: `${field.parent?.fullName ?? ''}.${entryName(field)}` } : named(field.resolvedType)),
    jsonName: field.jsonName,
    ...(oneof >= 0 ? { oneofIndex: oneof } : {}),
    options: {
      features: {
        ...(field.repeated || isMap
          ? { repeatedFieldEncoding: field.packed ? Repeated.PACKED : Repeated.EXPANDED }
          : { fieldPresence: field.hasPresence || isMessage ? Presence.EXPLICIT : Presence.IMPLICIT }),
        messageEncoding: field.delimited && !isMap ? Encoding.DELIMITED : Encoding.LENGTH_PREFIXED,
      },
    },
  });
}

/** A map is, on the wire, a list of entries. */
function entryOf(field: protobuf.MapField): DescriptorProto {
  field.resolve();
  const part = (name: string, number: number, type: Type, of?: protobuf.ReflectionObject | null) => ({
    name,
    number,
    label: Label.OPTIONAL,
    type,
    ...named(of ?? null),
  });
  const key = Type[field.keyType.toUpperCase() as keyof typeof Type];
  return create(DescriptorProtoSchema, {
    name: entryName(field),
    field: [part('key', 1, key), part('value', 2, typeOf(field), field.resolvedType)],
    options: { mapEntry: true },
  });
}

/** counts_by_day → CountsByDayEntry, as protoc names it. */
const entryName = ({ name }: protobuf.ReflectionObject): string =>
  `${name.replace(/(?:^|_)([a-zA-Z0-9])/g, (_match, first: string) => first.toUpperCase()).replaceAll('_', '')}Entry`;

function enumOf({ name, values }: protobuf.Enum): EnumDescriptorProto {
  const value = Object.entries(values).map(([label, number]) => ({ name: label, number }));
  // Open enums begin with 0, and so do all of ours: a number without a name is shown, not dropped.
  const first = value.findIndex(({ number }) => number === 0);
  const ordered = first > 0 ? [...value.slice(first, first + 1), ...value.filter((_value, at) => at !== first)] : value;
  return create(EnumDescriptorProtoSchema, { name, value: first < 0 ? [{ name: `${name}_0`, number: 0 }, ...ordered] : ordered });
}

function typeOf(field: protobuf.FieldBase): Type {
  if (field.resolvedType instanceof protobuf.Enum) return Type.ENUM;
  if (field.resolvedType) return Type.MESSAGE;
  return Type[field.type.toUpperCase() as keyof typeof Type];
}

const named = (type: protobuf.ReflectionObject | null) => (type ? { typeName: type.fullName } : {});
