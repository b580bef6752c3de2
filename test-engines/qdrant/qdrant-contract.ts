import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';

const CONTRACT = join(import.meta.dirname, 'edge/contract/openapi.json');
const UNSIGNED = ['uint', 'uint8', 'uint32', 'uint64'];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Operation {
  responses: Record<string, unknown>;
}

/** The rules of Qdrant's OpenAPI document for requests and answers. */
export class QdrantContract {
  readonly #paths: { path: string; pattern: RegExp; methods: Record<string, Operation> }[];
  readonly #ajv = new Ajv({ allErrors: false, strict: false });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    const document = JSON.parse(readFileSync(CONTRACT, 'utf8')) as {
      paths: Record<string, Record<string, Operation>>;
    };
    for (const format of UNSIGNED) {
      this.#ajv.addFormat(format, {
        type: 'number',
        validate: (n) => Number.isInteger(n) && n >= 0,
      });
    }
    this.#ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
    this.#ajv.addFormat('float', { type: 'number', validate: Number.isFinite });
    this.#ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
    this.#ajv.addFormat('uuid', UUID);
    this.#ajv.addFormat('date-time', (text) => !Number.isNaN(Date.parse(text)));
    this.#ajv.addSchema(asJsonSchema(document) as object, 'qdrant');
    this.#paths = Object.entries(document.paths).map(([path, methods]) => ({
      path,
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      methods,
    }));
  }

  /** All operations that the document has, such as `POST /collections/{collection_name}/points/query`. */
  get operations(): readonly string[] {
    return this.#paths.flatMap(({ path, methods }) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  }

  /** The operation that a request is for; undefined where the document has none. */
  operationOf(method: string, path: string): string | undefined {
    const found = this.#paths.filter(
      ({ pattern, methods }) => pattern.test(path) && method.toLowerCase() in methods,
    );
    // `/points/{id}` would take `/points/query` too.
    const best = found.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
    return best && `${method} ${best.path}`;
  }

  /** Names the part of a request's body that the document does not allow; undefined if it allows all. */
  breachOfRequest(operation: string, body: unknown): string | undefined {
    return this.#breach(operation, '/requestBody', body);
  }

  /** Names the part of an answer that the document does not allow; undefined if it allows all. */
  breachOfAnswer(operation: string, status: number, body: unknown): string | undefined {
    const kind = status === 200 ? '200' : status < 500 ? '4XX' : 'default';
    return this.#breach(operation, `/responses/${kind}`, body);
  }

  #breach(operation: string, part: string, body: unknown): string | undefined {
    const [method = '', path = ''] = operation.split(' ');
    const place = `#/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}${part}`;
    const pointer = `qdrant${encodeURI(place)}/content/application~1json/schema`;
    const validate = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: pointer });
    this.#validators.set(pointer, validate);
    if (validate(body)) return undefined;
    const [error] = validate.errors!;
    return `${operation}${part}: ${error!.instancePath} ${error!.message} (${error!.schemaPath})`;
  }
}

/**
 * OpenAPI 3.0's dialect as JSON Schema: what is only `nullable` is null. Objects are closed, so that a member by a wrong
 * name is a breach even where the right one may be left out.
 */
function asJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJsonSchema);
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, asJsonSchema(member)]),
  );
  if (schema['nullable'] === true && !('type' in schema)) return { type: 'null' };
  const isOpen = 'additionalProperties' in schema || typeof schema['properties'] !== 'object';
  return schema['type'] === 'object' && !isOpen
    ? { ...schema, additionalProperties: false }
    : schema;
}
