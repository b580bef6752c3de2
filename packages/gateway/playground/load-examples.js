import { element } from './element.js';

/**
 * Offers the bundled collection's queries in a select.
 *
 * @param {HTMLSelectElement} select
 * @param {(question: import('./ask-gateway.js').Question) => void} onChoice is told of each choice, the first one included
 */
export async function loadExamples(select, onChoice) {
  const response = await fetch('playground/collection.json');
  /** @type {(import('./ask-gateway.js').Question & { language: string })[]} */
  const examples = await response.json();
  const nameOf = new Intl.DisplayNames('en', { type: 'language' });
  for (const language of new Set(examples.map((example) => example.language))) {
    const options = examples.flatMap((example, n) =>
      example.language === language
        ? [element('option', { value: `${n}`, lang: language }, example.query)]
        : [],
    );
    select.append(element('optgroup', { label: nameOf.of(language) ?? language }, ...options));
  }
  const choose = () => {
    const chosen = select.value === '' ? undefined : examples[Number(select.value)];
    if (chosen !== undefined) onChoice(chosen);
  };
  select.addEventListener('change', choose);
  select.value = '0';
  choose();
}
