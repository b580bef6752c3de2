export { askPythonClients } from './ask-python-clients.ts';
export { pythonClients } from './python-clients.ts';
