export { textOfHtml, textsOfHtml, type TextsOfHtmlOptions } from './html/text-of-html.ts';
