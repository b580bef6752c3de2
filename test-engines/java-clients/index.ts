export { askLangchain4j } from './ask-langchain4j.ts';
export { javaClients } from './java-clients.ts';
