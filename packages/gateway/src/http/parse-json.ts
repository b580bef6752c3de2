import { GatewayError } from '../errors/gateway-error.ts';

/** The value that a body stands for. @throws GatewayError `invalid_json`, without the parser's message, which quotes the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('invalid_json', 'the body is not JSON');
  }
}
