export { textOfHtml, textsOfHtml } from './html/text-of-html.ts';
