export { askClient, type ClientStep } from './asking/ask-client.ts';
export { goProgram } from './go/go-program.ts';
export { javaClientOfElasticsearch, javaCommand } from './java/java-program.ts';
export {
  pythonClientOfQdrant,
  pythonClientsOfEngines,
  pythonFrameworks,
  pythonProgram,
} from './python/python-programs.ts';
export { rustProgram } from './rust/rust-program.ts';
export { typescriptProgram } from './typescript/typescript-program.ts';
