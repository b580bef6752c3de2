const BEING_WRITTEN =
  'a part of the kits for adapters and backends, whose example is still to be written';
const NEEDS_INDEX =
  'needs an engine with an index of its own; the tests of evaluation run it with one';

const PLAN = 'is a part of the plans that the proxy carries out, whose tests run it';

/** Entry points that have no example, each with the reason. */
export const WITHOUT_EXAMPLE: Readonly<Record<string, string>> = {
  'core: requireKnownKeys': BEING_WRITTEN,
  'core: requireOverrides': BEING_WRITTEN,
  'core: requirePassage': BEING_WRITTEN,
  'core: isFieldNames': BEING_WRITTEN,
  'core: requirePositiveInteger': BEING_WRITTEN,
  'core: untilAborted': BEING_WRITTEN,
  'core: rerankMarkOf': BEING_WRITTEN,
  'core: rerankSummaryOf': BEING_WRITTEN,
  'core: requireReranker': BEING_WRITTEN,
  'core: requireScorers': BEING_WRITTEN,
  'core: requireScoreRequest': BEING_WRITTEN,
  'core: requireHttpAddress': BEING_WRITTEN,
  'core: alternativesIn': BEING_WRITTEN,
  'core: inNormalForm': BEING_WRITTEN,
  'core: checkedProbabilities': BEING_WRITTEN,
  'core: probabilityMass': BEING_WRITTEN,
  'core: isPairScorer': BEING_WRITTEN,
  'core: failTogether': BEING_WRITTEN,
  'core: chatRequest': BEING_WRITTEN,
  'core: probabilitiesOfChat': BEING_WRITTEN,
  'local: pullModel': 'fetches gigabytes, and examples are run without a network',
  'evaluation: createElasticsearchStage': NEEDS_INDEX,
  'evaluation: createQdrantStage': NEEDS_INDEX,
  'evaluation: indexInElasticsearch': NEEDS_INDEX,
  'evaluation: differencesFromPublished':
    'takes the whole result of an experiment; reports print it',
  'elasticsearch: askForPlan': PLAN,
  'elasticsearch: askForSearches': PLAN,
  'elasticsearch: planSearch': PLAN,
  'elasticsearch: answerMsearch': PLAN,
  'elasticsearch: answerSearch': PLAN,
  'qdrant: answerPoints': PLAN,
  'qdrant: embedTexts': PLAN,
  'qdrant: findPoints': PLAN,
  'qdrant: isBatch': PLAN,
  'qdrant: planGroups': PLAN,
  'qdrant: planPoints': PLAN,
  'qdrant: rerankGroups': PLAN,
  'cli: runCommandLine': 'is the program itself, which its README shows by its commands',
  'cli: defineConfig': 'is one line of a settings file, which its docstring shows in its place',
};
