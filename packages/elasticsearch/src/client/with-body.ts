/** Changes the body of a client's answer, which OpenSearch's client, and `meta: true`, give inside of it. */
export async function withBody(
  answer: object,
  change: (body: object) => object | Promise<object>,
): Promise<object> {
  if (!isWrapped(answer)) return change(answer);
  return { ...answer, body: await change(answer.body) };
}

function isWrapped(answer: object): answer is { body: object } {
  return 'body' in answer && 'statusCode' in answer;
}
