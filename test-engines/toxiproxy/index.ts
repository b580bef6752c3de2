export { toxiproxy } from './toxiproxy.ts';
export { openLink, type Link, type Toxic } from './open-link.ts';
